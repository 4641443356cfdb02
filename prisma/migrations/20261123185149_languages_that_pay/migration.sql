-- AlterTable
ALTER TABLE "localizations" ADD COLUMN     "currency" VARCHAR(3),
ADD COLUMN     "time_zone" VARCHAR(64) NOT NULL DEFAULT 'UTC';
