-- AlterTable
ALTER TABLE "jobs" ADD COLUMN     "dry_run" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "job_names" (
    "job_id" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "job_names_pkey" PRIMARY KEY ("job_id","name")
);
