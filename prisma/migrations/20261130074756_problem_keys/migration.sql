-- AlterTable
ALTER TABLE "job_problems" ADD COLUMN     "key" JSONB,
ADD COLUMN     "line" INTEGER;
