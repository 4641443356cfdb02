-- AlterTable
ALTER TABLE "payment_rules" ADD COLUMN     "expression" VARCHAR(1000),
ADD COLUMN     "postal_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "weight_from" DECIMAL(19,4),
ADD COLUMN     "weight_until" DECIMAL(19,4);

-- AlterTable
ALTER TABLE "shipping_rules" ADD COLUMN     "expression" VARCHAR(1000),
ADD COLUMN     "postal_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "weight_from" DECIMAL(19,4),
ADD COLUMN     "weight_until" DECIMAL(19,4);
