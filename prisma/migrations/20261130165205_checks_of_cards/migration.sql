-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "address_check" VARCHAR(40),
ADD COLUMN     "postal_code_check" VARCHAR(40),
ADD COLUMN     "security_code_check" VARCHAR(40);
