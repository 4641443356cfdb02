-- AlterTable
ALTER TABLE "exchange_runs" ADD COLUMN     "file_version" VARCHAR(200),
ADD COLUMN     "read_by" VARCHAR(64),
ADD COLUMN     "source" VARCHAR(500);

-- Runs that wait for a file which still lies where its sender can write take it when they are looked at next.
UPDATE "exchange_runs" SET "source" = "place", "place" = '.work/' || "id" || '_' || "file_name"
WHERE "direction" = 'in' AND NOT "dry_run" AND "place" LIKE 'inbound/%'
  AND "state" IN ('waiting', 'running', 'held', 'failed', 'cancelled');
