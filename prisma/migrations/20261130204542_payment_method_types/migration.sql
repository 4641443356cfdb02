-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "method_digits" VARCHAR(4),
ADD COLUMN     "method_type" VARCHAR(40);
