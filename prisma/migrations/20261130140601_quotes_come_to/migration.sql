-- AlterTable
ALTER TABLE "quotes" ADD COLUMN     "totals" JSONB;
