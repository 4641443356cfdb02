-- AlterTable
ALTER TABLE "product_units" ADD COLUMN     "freight_class" VARCHAR(20);
