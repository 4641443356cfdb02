-- AlterTable
ALTER TABLE "carts" ADD COLUMN     "coupon_codes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "invoice_lines" ADD COLUMN     "discount_amount" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "invoices" ADD COLUMN     "discount_total" DECIMAL(19,4) NOT NULL DEFAULT 0,
ADD COLUMN     "surcharge_total" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "discount_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
ADD COLUMN     "discounts" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "discount_total" DECIMAL(19,4) NOT NULL DEFAULT 0,
ADD COLUMN     "discounts" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "shipping_discount" DECIMAL(19,4) NOT NULL DEFAULT 0,
ADD COLUMN     "surcharge_total" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "payment_rules" ADD COLUMN     "surcharge" DECIMAL(19,4),
ADD COLUMN     "surcharge_percent" DECIMAL(17,2);

-- AlterTable
ALTER TABLE "promotions" ADD COLUMN     "buy_quantity" INTEGER,
ADD COLUMN     "exclusion_group" VARCHAR(60),
ADD COLUMN     "get_quantity" INTEGER,
ADD COLUMN     "most_times" INTEGER,
ADD COLUMN     "product_id" UUID,
ADD COLUMN     "stops_further" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "shipping_methods" ADD COLUMN     "warehouse_id" UUID;

-- AlterTable
ALTER TABLE "websites" ADD COLUMN     "shipping_tax_code_id" UUID,
ADD COLUMN     "tax_basis" VARCHAR(40) NOT NULL DEFAULT 'destination',
ADD COLUMN     "tax_origin_id" UUID,
ADD COLUMN     "tax_rounding" VARCHAR(40) NOT NULL DEFAULT 'perLine';

-- CreateTable
CREATE TABLE "promotion_uses" (
    "id" UUID NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "email" VARCHAR(254),
    "promotion_id" UUID NOT NULL,
    "coupon_id" UUID,
    "checkout_id" UUID,
    "order_id" UUID,
    "customer_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotion_uses_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "promotion_uses_coupon_id_idx" ON "promotion_uses"("coupon_id");

-- CreateIndex
CREATE INDEX "promotion_uses_checkout_id_idx" ON "promotion_uses"("checkout_id");

-- CreateIndex
CREATE INDEX "promotion_uses_order_id_idx" ON "promotion_uses"("order_id");

-- CreateIndex
CREATE INDEX "promotion_uses_customer_user_id_idx" ON "promotion_uses"("customer_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "promotion_uses_promotion_id_checkout_id_key" ON "promotion_uses"("promotion_id", "checkout_id");

-- CreateIndex
CREATE INDEX "promotions_product_id_idx" ON "promotions"("product_id");

-- CreateIndex
CREATE INDEX "shipping_methods_warehouse_id_idx" ON "shipping_methods"("warehouse_id");

-- CreateIndex
CREATE INDEX "websites_tax_origin_id_idx" ON "websites"("tax_origin_id");

-- CreateIndex
CREATE INDEX "websites_shipping_tax_code_id_idx" ON "websites"("shipping_tax_code_id");

-- AddForeignKey
ALTER TABLE "websites" ADD CONSTRAINT "websites_tax_origin_id_fkey" FOREIGN KEY ("tax_origin_id") REFERENCES "warehouses"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "websites" ADD CONSTRAINT "websites_shipping_tax_code_id_fkey" FOREIGN KEY ("shipping_tax_code_id") REFERENCES "product_tax_codes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_checkout_id_fkey" FOREIGN KEY ("checkout_id") REFERENCES "checkouts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotion_uses" ADD CONSTRAINT "promotion_uses_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_methods" ADD CONSTRAINT "shipping_methods_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- totals that are kept as documents: those of amendments, and of checkouts that are being paid for, had no discounts
UPDATE "order_amendments" SET "totals_before" = "totals_before" || jsonb_build_object(
  'discount', jsonb_build_object('amount', '0', 'currency', "totals_before" #>> '{total,currency}'), 'discounts', '[]'::jsonb)
WHERE "totals_before" IS NOT NULL AND NOT "totals_before" ? 'discount';
UPDATE "checkouts" SET "snapshot" = jsonb_set("snapshot", '{totals}', "snapshot" -> 'totals' || jsonb_build_object(
  'discount', jsonb_build_object('amount', '0', 'currency', "snapshot" #>> '{totals,total,currency}'), 'discounts', '[]'::jsonb))
WHERE "snapshot" -> 'totals' IS NOT NULL AND NOT "snapshot" -> 'totals' ? 'discount';
