-- AlterTable
ALTER TABLE "api_clients" ADD COLUMN     "audience" VARCHAR(40) NOT NULL DEFAULT 'backOffice',
ADD COLUMN     "business_unit_id" UUID,
ADD COLUMN     "trusted" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "website_id" UUID;

-- AlterTable
ALTER TABLE "audit_entries" ALTER COLUMN "organization_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "customer_users" ADD COLUMN     "customer_role_id" UUID;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "business_unit_id" UUID;

-- AlterTable
ALTER TABLE "oauth_artifacts" ADD COLUMN     "customer_user_id" UUID;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "business_unit_id" UUID;

-- CreateTable
CREATE TABLE "business_units" (
    "id" UUID NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "organization_id" UUID NOT NULL,
    "parent_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "business_units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_roles" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "note" VARCHAR(500),
    "grants" JSONB NOT NULL,
    "organization_id" UUID NOT NULL,
    "customer_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_roles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "business_units_code_key" ON "business_units"("code");

-- CreateIndex
CREATE INDEX "business_units_organization_id_idx" ON "business_units"("organization_id");

-- CreateIndex
CREATE INDEX "business_units_parent_id_idx" ON "business_units"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_roles_code_key" ON "customer_roles"("code");

-- CreateIndex
CREATE INDEX "customer_roles_organization_id_idx" ON "customer_roles"("organization_id");

-- CreateIndex
CREATE INDEX "customer_roles_customer_id_idx" ON "customer_roles"("customer_id");

-- CreateIndex
CREATE INDEX "api_clients_website_id_idx" ON "api_clients"("website_id");

-- CreateIndex
CREATE INDEX "api_clients_business_unit_id_idx" ON "api_clients"("business_unit_id");

-- CreateIndex
CREATE INDEX "customer_users_customer_role_id_idx" ON "customer_users"("customer_role_id");

-- CreateIndex
CREATE INDEX "customers_business_unit_id_idx" ON "customers"("business_unit_id");

-- CreateIndex
CREATE INDEX "oauth_artifacts_customer_user_id_idx" ON "oauth_artifacts"("customer_user_id");

-- CreateIndex
CREATE INDEX "users_business_unit_id_idx" ON "users"("business_unit_id");

-- AddForeignKey
ALTER TABLE "business_units" ADD CONSTRAINT "business_units_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "business_units" ADD CONSTRAINT "business_units_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "business_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_business_unit_id_fkey" FOREIGN KEY ("business_unit_id") REFERENCES "business_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_clients" ADD CONSTRAINT "api_clients_business_unit_id_fkey" FOREIGN KEY ("business_unit_id") REFERENCES "business_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_business_unit_id_fkey" FOREIGN KEY ("business_unit_id") REFERENCES "business_units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_roles" ADD CONSTRAINT "customer_roles_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_roles" ADD CONSTRAINT "customer_roles_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_users" ADD CONSTRAINT "customer_users_customer_role_id_fkey" FOREIGN KEY ("customer_role_id") REFERENCES "customer_roles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
