-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "payment_method" VARCHAR(40);

-- CreateTable
CREATE TABLE "payment_rules" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "method" VARCHAR(40) NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "currency" VARCHAR(3),
    "subtotal_from" DECIMAL(19,4),
    "subtotal_until" DECIMAL(19,4),
    "website_id" UUID NOT NULL,
    "customer_group_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipping_rules" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "position" INTEGER NOT NULL DEFAULT 0,
    "carrier" VARCHAR(40),
    "services" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "countries" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "regions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "currency" VARCHAR(3),
    "subtotal_from" DECIMAL(19,4),
    "subtotal_until" DECIMAL(19,4),
    "surcharge" DECIMAL(19,4),
    "website_id" UUID NOT NULL,
    "method_id" UUID,
    "customer_group_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shipping_rules_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "payment_rules_code_key" ON "payment_rules"("code");

-- CreateIndex
CREATE INDEX "payment_rules_website_id_idx" ON "payment_rules"("website_id");

-- CreateIndex
CREATE INDEX "payment_rules_customer_group_id_idx" ON "payment_rules"("customer_group_id");

-- CreateIndex
CREATE UNIQUE INDEX "shipping_rules_code_key" ON "shipping_rules"("code");

-- CreateIndex
CREATE INDEX "shipping_rules_website_id_idx" ON "shipping_rules"("website_id");

-- CreateIndex
CREATE INDEX "shipping_rules_method_id_idx" ON "shipping_rules"("method_id");

-- CreateIndex
CREATE INDEX "shipping_rules_customer_group_id_idx" ON "shipping_rules"("customer_group_id");

-- AddForeignKey
ALTER TABLE "payment_rules" ADD CONSTRAINT "payment_rules_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_rules" ADD CONSTRAINT "payment_rules_customer_group_id_fkey" FOREIGN KEY ("customer_group_id") REFERENCES "customer_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_rules" ADD CONSTRAINT "shipping_rules_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_rules" ADD CONSTRAINT "shipping_rules_method_id_fkey" FOREIGN KEY ("method_id") REFERENCES "shipping_methods"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipping_rules" ADD CONSTRAINT "shipping_rules_customer_group_id_fkey" FOREIGN KEY ("customer_group_id") REFERENCES "customer_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
