-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "save_card" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "saved_payment_method_id" UUID;

-- AlterTable
ALTER TABLE "customer_users" ADD COLUMN     "payer_reference" VARCHAR(255);

-- AlterTable
ALTER TABLE "payment_settings" ADD COLUMN     "failure_email" VARCHAR(254);

-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "method_reference" VARCHAR(255),
ADD COLUMN     "payer_reference" VARCHAR(255),
ADD COLUMN     "renew_problem" VARCHAR(80),
ADD COLUMN     "replaces_id" UUID;

-- CreateTable
CREATE TABLE "saved_payment_methods" (
    "id" UUID NOT NULL,
    "provider" VARCHAR(40) NOT NULL,
    "reference" VARCHAR(255) NOT NULL,
    "brand" VARCHAR(40) NOT NULL,
    "last4" VARCHAR(4) NOT NULL,
    "expiry_month" INTEGER NOT NULL,
    "expiry_year" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "customer_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_payment_methods_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "saved_payment_methods_reference_key" ON "saved_payment_methods"("reference");

-- CreateIndex
CREATE INDEX "saved_payment_methods_customer_user_id_idx" ON "saved_payment_methods"("customer_user_id");

-- CreateIndex
CREATE INDEX "checkouts_saved_payment_method_id_idx" ON "checkouts"("saved_payment_method_id");

-- CreateIndex
CREATE INDEX "payments_replaces_id_idx" ON "payments"("replaces_id");

-- CreateIndex
CREATE INDEX "payments_renew_problem_idx" ON "payments"("renew_problem");

-- AddForeignKey
ALTER TABLE "saved_payment_methods" ADD CONSTRAINT "saved_payment_methods_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payments" ADD CONSTRAINT "payments_replaces_id_fkey" FOREIGN KEY ("replaces_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_saved_payment_method_id_fkey" FOREIGN KEY ("saved_payment_method_id") REFERENCES "saved_payment_methods"("id") ON DELETE SET NULL ON UPDATE CASCADE;
