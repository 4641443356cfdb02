-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "placing_problem" VARCHAR(80),
ADD COLUMN     "placing_step" VARCHAR(40),
ADD COLUMN     "placing_tries" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "resume_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "checkouts_state_resume_at_idx" ON "checkouts"("state", "resume_at");

-- what is being paid now is gone on with, too
UPDATE "checkouts" SET "placing_step" = 'held', "resume_at" = CURRENT_TIMESTAMP WHERE "state" = 'paying';
