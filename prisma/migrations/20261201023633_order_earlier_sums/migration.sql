-- CreateTable
CREATE TABLE "order_earlier_sums" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,
    "owed" DECIMAL(19,4) NOT NULL,

    CONSTRAINT "order_earlier_sums_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "order_earlier_sums_order_id_idx" ON "order_earlier_sums"("order_id");

-- What orders came to before each change so far, by their totals: what was rejected of them by then has no history.
INSERT INTO "order_earlier_sums" ("id", "order_id", "until", "owed")
SELECT "id", "order_id", "made_at", ("totals_before" -> 'total' ->> 'amount')::numeric FROM "order_amendments" WHERE "totals_before" IS NOT NULL;
