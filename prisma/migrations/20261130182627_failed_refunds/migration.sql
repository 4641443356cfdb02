-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "refund_problem" VARCHAR(80);

-- CreateIndex
CREATE INDEX "payments_refund_problem_idx" ON "payments"("refund_problem");
