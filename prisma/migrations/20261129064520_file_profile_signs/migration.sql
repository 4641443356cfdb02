-- AlterTable
ALTER TABLE "file_profiles" ADD COLUMN     "group_sign" VARCHAR(40) NOT NULL DEFAULT 'none',
ADD COLUMN     "guard_formulas" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "delimiter" SET DATA TYPE VARCHAR(2),
ALTER COLUMN "quote" SET DATA TYPE VARCHAR(4);
