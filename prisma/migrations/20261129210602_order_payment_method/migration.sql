-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "payment_method" VARCHAR(40);
