-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "billing_block" VARCHAR(60),
ADD COLUMN     "credit_currency" VARCHAR(3),
ADD COLUMN     "credit_limit" DECIMAL(19,4),
ADD COLUMN     "delivery_block" VARCHAR(60),
ADD COLUMN     "order_block" VARCHAR(60);

-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "confirmation" VARCHAR(40),
ADD COLUMN     "confirmation_note" VARCHAR(200),
ADD COLUMN     "confirmed_price" DECIMAL(19,4),
ADD COLUMN     "confirmed_quantity" DECIMAL(19,6),
ADD COLUMN     "deliveries" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "confirmation" VARCHAR(40),
ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "external_number" VARCHAR(35);

-- AlterTable
ALTER TABLE "price_lists" ADD COLUMN     "series" VARCHAR(120);

-- AlterTable
ALTER TABLE "stock_movements" ADD COLUMN     "reference" VARCHAR(120);

-- CreateTable
CREATE TABLE "customer_partners" (
    "id" UUID NOT NULL,
    "role" VARCHAR(40) NOT NULL,
    "preferred" BOOLEAN NOT NULL DEFAULT false,
    "customer_id" UUID NOT NULL,
    "partner_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_partners_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "customer_partners_partner_id_idx" ON "customer_partners"("partner_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_partners_customer_id_partner_id_role_key" ON "customer_partners"("customer_id", "partner_id", "role");

-- CreateIndex
CREATE INDEX "orders_external_number_idx" ON "orders"("external_number");

-- CreateIndex
CREATE INDEX "price_lists_series_idx" ON "price_lists"("series");

-- CreateIndex
CREATE UNIQUE INDEX "stock_movements_reference_key" ON "stock_movements"("reference");

-- AddForeignKey
ALTER TABLE "customer_partners" ADD CONSTRAINT "customer_partners_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_partners" ADD CONSTRAINT "customer_partners_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
