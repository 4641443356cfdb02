-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "authorized_until" TIMESTAMPTZ(3),
ADD COLUMN     "capture" VARCHAR(40) NOT NULL DEFAULT 'atOrder',
ADD COLUMN     "capture_problem" VARCHAR(80),
ADD COLUMN     "capture_tried_at" TIMESTAMPTZ(3),
ADD COLUMN     "moving_until" TIMESTAMPTZ(3),
ADD COLUMN     "multicapture" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "payment_settings" (
    "id" UUID NOT NULL,
    "method" VARCHAR(40) NOT NULL,
    "capture" VARCHAR(40) NOT NULL DEFAULT 'atOrder',
    "save_cards" BOOLEAN NOT NULL DEFAULT false,
    "website_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_limits" (
    "id" UUID NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "minimum" DECIMAL(19,4),
    "maximum" DECIMAL(19,4),
    "setting_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_limits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payment_settings_website_id_method_key" ON "payment_settings"("website_id", "method");

-- CreateIndex
CREATE UNIQUE INDEX "payment_limits_setting_id_currency_key" ON "payment_limits"("setting_id", "currency");

-- CreateIndex
CREATE INDEX "payments_authorized_until_idx" ON "payments"("authorized_until");

-- CreateIndex
CREATE INDEX "payments_capture_problem_idx" ON "payments"("capture_problem");

-- AddForeignKey
ALTER TABLE "payment_settings" ADD CONSTRAINT "payment_settings_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_limits" ADD CONSTRAINT "payment_limits_setting_id_fkey" FOREIGN KEY ("setting_id") REFERENCES "payment_settings"("id") ON DELETE CASCADE ON UPDATE CASCADE;
