-- AlterTable
ALTER TABLE "integrations" ADD COLUMN     "check_ok" BOOLEAN,
ADD COLUMN     "check_problem" VARCHAR(1000),
ADD COLUMN     "checked_at" TIMESTAMPTZ(3);
