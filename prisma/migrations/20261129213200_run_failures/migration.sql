-- AlterTable
ALTER TABLE "exchange_runs" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;
