-- CreateTable
CREATE TABLE "order_amendments" (
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "lines" JSONB NOT NULL DEFAULT '[]',
    "totals_before" JSONB,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "order_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_amendments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "order_amendments_made_at_idx" ON "order_amendments"("made_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_amendments_order_id_number_key" ON "order_amendments"("order_id", "number");

-- AddForeignKey
ALTER TABLE "order_amendments" ADD CONSTRAINT "order_amendments_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Connectors that wrote changed and cancelled orders for SAP write the steps now; what they name of the order is a step further away.
UPDATE "connectors" c SET
    "filter" = CASE WHEN c."filter" IS NULL OR c."filter" = 'null'
        THEN jsonb_build_object('path', 'kind', 'op', 'eq', 'value', CASE c."topic" WHEN 'order.cancelled' THEN 'cancelled' ELSE 'changed' END)
        ELSE jsonb_build_object('and', jsonb_build_array(
            jsonb_build_object('path', 'kind', 'op', 'eq', 'value', CASE c."topic" WHEN 'order.cancelled' THEN 'cancelled' ELSE 'changed' END),
            jsonb_build_object('relation', 'order', 'where', c."filter")))
        END,
    "file_name" = regexp_replace(c."file_name", '\{(?!now\}|run\})', '{order.', 'g'),
    "entity" = 'orderAmendment',
    "topic" = 'orderAmendment.made'
FROM "integrations" i
WHERE i."id" = c."integration_id" AND i."module" = 'sap' AND c."direction" = 'out' AND c."message_type" = 'ORDCHG'
    AND c."topic" IN ('order.amended', 'order.cancelled');
