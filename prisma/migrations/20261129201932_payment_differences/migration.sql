-- CreateTable
CREATE TABLE "payment_differences" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "reference" VARCHAR(255) NOT NULL,
    "detail" VARCHAR(500) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "ours" DECIMAL(19,4),
    "theirs" DECIMAL(19,4),
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "note" VARCHAR(1000),
    "organization_id" UUID NOT NULL,
    "payment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_differences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "payment_differences_organization_id_idx" ON "payment_differences"("organization_id");

-- CreateIndex
CREATE INDEX "payment_differences_payment_id_idx" ON "payment_differences"("payment_id");

-- CreateIndex
CREATE INDEX "payment_differences_state_idx" ON "payment_differences"("state");

-- CreateIndex
CREATE UNIQUE INDEX "payment_differences_provider_reference_kind_key" ON "payment_differences"("provider", "reference", "kind");

-- CreateIndex
CREATE INDEX "payment_events_kind_occurred_at_idx" ON "payment_events"("kind", "occurred_at");

-- AddForeignKey
ALTER TABLE "payment_differences" ADD CONSTRAINT "payment_differences_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_differences" ADD CONSTRAINT "payment_differences_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE SET NULL ON UPDATE CASCADE;
