-- Assignments that were made before have a name by their id; the house's next numbers are shorter.
ALTER TABLE "price_list_assignments" ADD COLUMN     "code" VARCHAR(60);
UPDATE "price_list_assignments" SET "code" = 'PA-' || upper(replace("id"::text, '-', ''));
ALTER TABLE "price_list_assignments" ALTER COLUMN "code" SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "price_list_assignments_code_key" ON "price_list_assignments"("code");
