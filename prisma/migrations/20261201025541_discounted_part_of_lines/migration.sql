-- AlterTable
ALTER TABLE "order_lines" ADD COLUMN     "discounted_part" DECIMAL(19,4);
