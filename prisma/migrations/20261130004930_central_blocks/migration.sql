-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "central_billing_block" VARCHAR(60),
ADD COLUMN     "central_delivery_block" VARCHAR(60),
ADD COLUMN     "central_order_block" VARCHAR(60);
