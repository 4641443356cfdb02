-- AlterTable
ALTER TABLE "customer_groups" ADD COLUMN     "payment_term_id" UUID,
ADD COLUMN     "tax_code_id" UUID;

-- AlterTable
ALTER TABLE "customers" ADD COLUMN     "account_id" UUID,
ADD COLUMN     "payment_term_id" UUID,
ADD COLUMN     "tax_code_id" UUID;

-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "cancel_reason" VARCHAR(500),
ADD COLUMN     "cancelled_at" TIMESTAMPTZ(3),
ADD COLUMN     "external_status" VARCHAR(60),
ADD COLUMN     "external_status_at" TIMESTAMPTZ(3),
ADD COLUMN     "internal_note" VARCHAR(2000),
ADD COLUMN     "payment_term_id" UUID;

-- AlterTable
ALTER TABLE "products" ADD COLUMN     "family_id" UUID;

-- AlterTable
ALTER TABLE "shipments" ADD COLUMN     "packages" INTEGER,
ADD COLUMN     "weight_kg" DECIMAL(19,4);

-- AlterTable
ALTER TABLE "tax_rules" ADD COLUMN     "customer_tax_code_id" UUID,
ADD COLUMN     "jurisdiction_id" UUID;

-- CreateTable
CREATE TABLE "webhook_subscriptions" (
    "id" UUID NOT NULL,
    "url" VARCHAR(2000) NOT NULL,
    "topics" TEXT[],
    "filter" JSONB,
    "payload" VARCHAR(40) NOT NULL DEFAULT 'thin',
    "fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "note" VARCHAR(500),
    "problem" VARCHAR(500),
    "secret_issued_at" TIMESTAMPTZ(3),
    "former_secret_until" TIMESTAMPTZ(3),
    "secret" VARCHAR(500),
    "former_secret" VARCHAR(500),
    "organization_id" UUID NOT NULL,
    "client_id" UUID,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "event_id" VARCHAR(36) NOT NULL,
    "topic" VARCHAR(120) NOT NULL,
    "entity" VARCHAR(60) NOT NULL,
    "row_id" VARCHAR(36) NOT NULL,
    "gone" BOOLEAN NOT NULL DEFAULT false,
    "sequence" DECIMAL(15,0) NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "last_attempt_at" TIMESTAMPTZ(3),
    "duration_ms" INTEGER,
    "response_status" INTEGER,
    "response_start" VARCHAR(1000),
    "problem" VARCHAR(500),
    "log" JSONB NOT NULL DEFAULT '[]',
    "leased_until" TIMESTAMPTZ(3),
    "subscription_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attribute_families" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "label" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attribute_families_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "family_attributes" (
    "id" UUID NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "group" VARCHAR(60),
    "position" INTEGER NOT NULL DEFAULT 0,
    "family_id" UUID NOT NULL,
    "attribute_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "family_attributes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_files" (
    "id" UUID NOT NULL,
    "key" VARCHAR(160) NOT NULL,
    "label" JSONB NOT NULL,
    "kind" VARCHAR(40) NOT NULL DEFAULT 'other',
    "media_type" VARCHAR(120) NOT NULL,
    "bytes" INTEGER,
    "locale" VARCHAR(12),
    "position" INTEGER NOT NULL DEFAULT 0,
    "product_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_links" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "product_id" UUID NOT NULL,
    "linked_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "product_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kit_items" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "label" JSONB NOT NULL,
    "optional" BOOLEAN NOT NULL DEFAULT false,
    "minimum_quantity" DECIMAL(19,6) NOT NULL DEFAULT 1,
    "maximum_quantity" DECIMAL(19,6),
    "position" INTEGER NOT NULL DEFAULT 0,
    "kit_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kit_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kit_item_products" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "item_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "kit_item_products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movements" (
    "id" UUID NOT NULL,
    "change" DECIMAL(19,6) NOT NULL,
    "on_hand" DECIMAL(19,6) NOT NULL,
    "reason" VARCHAR(40) NOT NULL,
    "note" VARCHAR(500),
    "by" VARCHAR(160),
    "moved_at" TIMESTAMPTZ(3) NOT NULL,
    "product_id" UUID NOT NULL,
    "warehouse_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customer_tax_codes" (
    "id" UUID NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "customer_tax_codes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tax_jurisdictions" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "country_code" VARCHAR(2) NOT NULL,
    "region" VARCHAR(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tax_jurisdictions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tax_postal_ranges" (
    "id" UUID NOT NULL,
    "postal_from" VARCHAR(16) NOT NULL,
    "postal_until" VARCHAR(16) NOT NULL,
    "jurisdiction_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tax_postal_ranges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "promotions" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" JSONB NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'draft',
    "kind" VARCHAR(40) NOT NULL,
    "percent" DECIMAL(17,2),
    "currency" VARCHAR(3),
    "amount" DECIMAL(19,4),
    "minimum_subtotal" DECIMAL(19,4),
    "coupon_needed" BOOLEAN NOT NULL DEFAULT false,
    "exclusive" BOOLEAN NOT NULL DEFAULT false,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "valid_from" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),
    "usage_limit" INTEGER,
    "usage_limit_per_buyer" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "website_id" UUID NOT NULL,
    "customer_group_id" UUID,
    "category_id" UUID,
    "brand_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "promotions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupons" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "valid_from" TIMESTAMPTZ(3),
    "valid_until" TIMESTAMPTZ(3),
    "usage_limit" INTEGER,
    "usage_limit_per_buyer" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "promotion_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coupon_uses" (
    "id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,
    "email" VARCHAR(254),
    "coupon_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "customer_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "coupon_uses_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment_terms" (
    "id" UUID NOT NULL,
    "code" VARCHAR(40) NOT NULL,
    "label" JSONB NOT NULL,
    "net_days" INTEGER NOT NULL,
    "discount_days" INTEGER,
    "discount_rate" DECIMAL(19,4),
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_terms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rfqs" (
    "id" UUID NOT NULL,
    "number" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'submitted',
    "email" VARCHAR(254) NOT NULL,
    "first_name" VARCHAR(80) NOT NULL,
    "last_name" VARCHAR(80) NOT NULL,
    "company" VARCHAR(160),
    "phone" VARCHAR(40),
    "po_number" VARCHAR(60),
    "needed_by" DATE,
    "note" VARCHAR(2000),
    "internal_note" VARCHAR(2000),
    "decline_reason" VARCHAR(500),
    "website_id" UUID NOT NULL,
    "customer_id" UUID,
    "customer_user_id" UUID,
    "assignee_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rfqs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rfq_lines" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" VARCHAR(64) NOT NULL,
    "name" VARCHAR(255),
    "note" VARCHAR(1000),
    "rfq_id" UUID NOT NULL,
    "product_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rfq_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rfq_requests" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "quantity" DECIMAL(19,6) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "target_price" DECIMAL(19,4),
    "line_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rfq_requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quotes" (
    "id" UUID NOT NULL,
    "number" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'draft',
    "email" VARCHAR(254) NOT NULL,
    "locale" VARCHAR(12) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "shipping_total" DECIMAL(19,4),
    "valid_until" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "decline_reason" VARCHAR(500),
    "shipping_address" JSONB,
    "po_number" VARCHAR(60),
    "note" VARCHAR(2000),
    "internal_note" VARCHAR(2000),
    "website_id" UUID NOT NULL,
    "customer_id" UUID,
    "customer_user_id" UUID,
    "rfq_id" UUID,
    "owner_id" UUID,
    "payment_term_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quotes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_lines" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" VARCHAR(64) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "note" VARCHAR(1000),
    "quote_id" UUID NOT NULL,
    "product_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quote_offers" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "quantity" DECIMAL(19,6) NOT NULL,
    "or_more" BOOLEAN NOT NULL DEFAULT false,
    "currency" VARCHAR(3) NOT NULL,
    "unit_price" DECIMAL(19,4) NOT NULL,
    "chosen" BOOLEAN NOT NULL DEFAULT false,
    "line_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quote_offers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" UUID NOT NULL,
    "number" VARCHAR(40) NOT NULL,
    "kind" VARCHAR(40) NOT NULL DEFAULT 'invoice',
    "state" VARCHAR(40) NOT NULL DEFAULT 'draft',
    "currency" VARCHAR(3) NOT NULL,
    "subtotal" DECIMAL(19,4) NOT NULL,
    "tax_total" DECIMAL(19,4) NOT NULL,
    "total" DECIMAL(19,4) NOT NULL,
    "taxes" JSONB NOT NULL DEFAULT '[]',
    "shipping_total" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "issued_on" DATE,
    "due_on" DATE,
    "issued_at" TIMESTAMPTZ(3),
    "email" VARCHAR(254),
    "billing_address" JSONB,
    "po_number" VARCHAR(60),
    "note" VARCHAR(1000),
    "organization_id" UUID NOT NULL,
    "customer_id" UUID NOT NULL,
    "order_id" UUID,
    "payment_term_id" UUID,
    "corrects_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_lines" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "sku" VARCHAR(64) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "unit_code" VARCHAR(20) NOT NULL,
    "quantity" DECIMAL(19,6) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "unit_price" DECIMAL(19,4) NOT NULL,
    "row_total" DECIMAL(19,4) NOT NULL,
    "tax_rate" DECIMAL(21,6) NOT NULL DEFAULT 0,
    "tax_amount" DECIMAL(19,4) NOT NULL DEFAULT 0,
    "invoice_id" UUID NOT NULL,
    "order_line_id" UUID,
    "product_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_lines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_payments" (
    "id" UUID NOT NULL,
    "reference" VARCHAR(120) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "method" VARCHAR(80),
    "paid_on" DATE NOT NULL,
    "invoice_id" UUID NOT NULL,
    "payment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invoice_payments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(160) NOT NULL,
    "kind" VARCHAR(40) NOT NULL DEFAULT 'prospect',
    "industry" VARCHAR(120),
    "url" VARCHAR(255),
    "email" VARCHAR(254),
    "phone" VARCHAR(40),
    "note" VARCHAR(4000),
    "organization_id" UUID NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL,
    "first_name" VARCHAR(80),
    "last_name" VARCHAR(80) NOT NULL,
    "email" VARCHAR(254),
    "phone" VARCHAR(40),
    "mobile" VARCHAR(40),
    "job_title" VARCHAR(120),
    "locale" VARCHAR(12),
    "email_consent" BOOLEAN NOT NULL DEFAULT false,
    "address" JSONB,
    "note" VARCHAR(4000),
    "organization_id" UUID NOT NULL,
    "account_id" UUID,
    "customer_user_id" UUID,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketing_lists" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "description" VARCHAR(500),
    "organization_id" UUID NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marketing_lists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "marketing_list_members" (
    "id" UUID NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "first_name" VARCHAR(80),
    "last_name" VARCHAR(80),
    "locale" VARCHAR(12),
    "state" VARCHAR(40) NOT NULL DEFAULT 'subscribed',
    "subscribed_at" TIMESTAMPTZ(3),
    "unsubscribed_at" TIMESTAMPTZ(3),
    "list_id" UUID NOT NULL,
    "contact_id" UUID,
    "customer_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marketing_list_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_campaigns" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'draft',
    "sender_name" VARCHAR(120) NOT NULL,
    "sender_email" VARCHAR(254) NOT NULL,
    "subject" JSONB NOT NULL,
    "html" JSONB,
    "text" JSONB,
    "scheduled_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "organization_id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "owner_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_results" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "reference" VARCHAR(120) NOT NULL,
    "url" VARCHAR(500),
    "at" TIMESTAMPTZ(3) NOT NULL,
    "campaign_id" UUID NOT NULL,
    "member_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "email_results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tickets" (
    "id" UUID NOT NULL,
    "number" VARCHAR(40) NOT NULL,
    "subject" VARCHAR(255) NOT NULL,
    "description" TEXT,
    "state" VARCHAR(40) NOT NULL DEFAULT 'open',
    "priority" VARCHAR(40) NOT NULL DEFAULT 'normal',
    "channel" VARCHAR(40) NOT NULL DEFAULT 'other',
    "email" VARCHAR(254),
    "resolution" VARCHAR(1000),
    "resolved_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "organization_id" UUID NOT NULL,
    "account_id" UUID,
    "contact_id" UUID,
    "customer_id" UUID,
    "customer_user_id" UUID,
    "order_id" UUID,
    "assignee_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tickets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_comments" (
    "id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "internal" BOOLEAN NOT NULL DEFAULT false,
    "author" VARCHAR(160),
    "written_at" TIMESTAMPTZ(3),
    "ticket_id" UUID NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_comments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "webhook_subscriptions_organization_id_idx" ON "webhook_subscriptions"("organization_id");

-- CreateIndex
CREATE INDEX "webhook_subscriptions_client_id_idx" ON "webhook_subscriptions"("client_id");

-- CreateIndex
CREATE INDEX "webhook_subscriptions_user_id_idx" ON "webhook_subscriptions"("user_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_subscription_id_sequence_idx" ON "webhook_deliveries"("subscription_id", "sequence");

-- CreateIndex
CREATE INDEX "webhook_deliveries_entity_row_id_idx" ON "webhook_deliveries"("entity", "row_id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_event_id_idx" ON "webhook_deliveries"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "attribute_families_code_key" ON "attribute_families"("code");

-- CreateIndex
CREATE INDEX "family_attributes_attribute_id_idx" ON "family_attributes"("attribute_id");

-- CreateIndex
CREATE UNIQUE INDEX "family_attributes_family_id_attribute_id_key" ON "family_attributes"("family_id", "attribute_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_files_product_id_key_key" ON "product_files"("product_id", "key");

-- CreateIndex
CREATE INDEX "product_links_linked_id_idx" ON "product_links"("linked_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_links_product_id_kind_linked_id_key" ON "product_links"("product_id", "kind", "linked_id");

-- CreateIndex
CREATE INDEX "kit_items_unit_id_idx" ON "kit_items"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "kit_items_kit_id_code_key" ON "kit_items"("kit_id", "code");

-- CreateIndex
CREATE INDEX "kit_item_products_product_id_idx" ON "kit_item_products"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "kit_item_products_item_id_product_id_key" ON "kit_item_products"("item_id", "product_id");

-- CreateIndex
CREATE INDEX "stock_movements_product_id_idx" ON "stock_movements"("product_id");

-- CreateIndex
CREATE INDEX "stock_movements_warehouse_id_idx" ON "stock_movements"("warehouse_id");

-- CreateIndex
CREATE INDEX "stock_movements_moved_at_idx" ON "stock_movements"("moved_at");

-- CreateIndex
CREATE UNIQUE INDEX "customer_tax_codes_code_key" ON "customer_tax_codes"("code");

-- CreateIndex
CREATE UNIQUE INDEX "tax_jurisdictions_code_key" ON "tax_jurisdictions"("code");

-- CreateIndex
CREATE UNIQUE INDEX "tax_postal_ranges_jurisdiction_id_postal_from_key" ON "tax_postal_ranges"("jurisdiction_id", "postal_from");

-- CreateIndex
CREATE UNIQUE INDEX "promotions_code_key" ON "promotions"("code");

-- CreateIndex
CREATE INDEX "promotions_website_id_idx" ON "promotions"("website_id");

-- CreateIndex
CREATE INDEX "promotions_customer_group_id_idx" ON "promotions"("customer_group_id");

-- CreateIndex
CREATE INDEX "promotions_category_id_idx" ON "promotions"("category_id");

-- CreateIndex
CREATE INDEX "promotions_brand_id_idx" ON "promotions"("brand_id");

-- CreateIndex
CREATE UNIQUE INDEX "coupons_code_key" ON "coupons"("code");

-- CreateIndex
CREATE INDEX "coupons_promotion_id_idx" ON "coupons"("promotion_id");

-- CreateIndex
CREATE INDEX "coupon_uses_order_id_idx" ON "coupon_uses"("order_id");

-- CreateIndex
CREATE INDEX "coupon_uses_customer_user_id_idx" ON "coupon_uses"("customer_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "coupon_uses_coupon_id_order_id_key" ON "coupon_uses"("coupon_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_terms_code_key" ON "payment_terms"("code");

-- CreateIndex
CREATE UNIQUE INDEX "rfqs_number_key" ON "rfqs"("number");

-- CreateIndex
CREATE INDEX "rfqs_website_id_idx" ON "rfqs"("website_id");

-- CreateIndex
CREATE INDEX "rfqs_customer_id_idx" ON "rfqs"("customer_id");

-- CreateIndex
CREATE INDEX "rfqs_customer_user_id_idx" ON "rfqs"("customer_user_id");

-- CreateIndex
CREATE INDEX "rfqs_assignee_id_idx" ON "rfqs"("assignee_id");

-- CreateIndex
CREATE INDEX "rfq_lines_product_id_idx" ON "rfq_lines"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "rfq_lines_rfq_id_position_key" ON "rfq_lines"("rfq_id", "position");

-- CreateIndex
CREATE INDEX "rfq_requests_unit_id_idx" ON "rfq_requests"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "rfq_requests_line_id_position_key" ON "rfq_requests"("line_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "quotes_number_key" ON "quotes"("number");

-- CreateIndex
CREATE INDEX "quotes_state_valid_until_idx" ON "quotes"("state", "valid_until");

-- CreateIndex
CREATE INDEX "quotes_website_id_idx" ON "quotes"("website_id");

-- CreateIndex
CREATE INDEX "quotes_customer_id_idx" ON "quotes"("customer_id");

-- CreateIndex
CREATE INDEX "quotes_customer_user_id_idx" ON "quotes"("customer_user_id");

-- CreateIndex
CREATE INDEX "quotes_rfq_id_idx" ON "quotes"("rfq_id");

-- CreateIndex
CREATE INDEX "quotes_owner_id_idx" ON "quotes"("owner_id");

-- CreateIndex
CREATE INDEX "quotes_payment_term_id_idx" ON "quotes"("payment_term_id");

-- CreateIndex
CREATE INDEX "quote_lines_product_id_idx" ON "quote_lines"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_lines_quote_id_position_key" ON "quote_lines"("quote_id", "position");

-- CreateIndex
CREATE INDEX "quote_offers_unit_id_idx" ON "quote_offers"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "quote_offers_line_id_position_key" ON "quote_offers"("line_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_number_key" ON "invoices"("number");

-- CreateIndex
CREATE INDEX "invoices_customer_id_issued_on_idx" ON "invoices"("customer_id", "issued_on");

-- CreateIndex
CREATE INDEX "invoices_state_due_on_idx" ON "invoices"("state", "due_on");

-- CreateIndex
CREATE INDEX "invoices_organization_id_idx" ON "invoices"("organization_id");

-- CreateIndex
CREATE INDEX "invoices_order_id_idx" ON "invoices"("order_id");

-- CreateIndex
CREATE INDEX "invoices_payment_term_id_idx" ON "invoices"("payment_term_id");

-- CreateIndex
CREATE INDEX "invoices_corrects_id_idx" ON "invoices"("corrects_id");

-- CreateIndex
CREATE INDEX "invoice_lines_order_line_id_idx" ON "invoice_lines"("order_line_id");

-- CreateIndex
CREATE INDEX "invoice_lines_product_id_idx" ON "invoice_lines"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_lines_invoice_id_position_key" ON "invoice_lines"("invoice_id", "position");

-- CreateIndex
CREATE INDEX "invoice_payments_payment_id_idx" ON "invoice_payments"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "invoice_payments_invoice_id_reference_key" ON "invoice_payments"("invoice_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_code_key" ON "accounts"("code");

-- CreateIndex
CREATE INDEX "accounts_organization_id_idx" ON "accounts"("organization_id");

-- CreateIndex
CREATE INDEX "accounts_owner_id_idx" ON "accounts"("owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "contacts_customer_user_id_key" ON "contacts"("customer_user_id");

-- CreateIndex
CREATE INDEX "contacts_organization_id_idx" ON "contacts"("organization_id");

-- CreateIndex
CREATE INDEX "contacts_account_id_idx" ON "contacts"("account_id");

-- CreateIndex
CREATE INDEX "contacts_owner_id_idx" ON "contacts"("owner_id");

-- CreateIndex
CREATE INDEX "contacts_email_idx" ON "contacts"("email");

-- CreateIndex
CREATE UNIQUE INDEX "marketing_lists_code_key" ON "marketing_lists"("code");

-- CreateIndex
CREATE INDEX "marketing_lists_organization_id_idx" ON "marketing_lists"("organization_id");

-- CreateIndex
CREATE INDEX "marketing_lists_owner_id_idx" ON "marketing_lists"("owner_id");

-- CreateIndex
CREATE INDEX "marketing_list_members_contact_id_idx" ON "marketing_list_members"("contact_id");

-- CreateIndex
CREATE INDEX "marketing_list_members_customer_user_id_idx" ON "marketing_list_members"("customer_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "marketing_list_members_list_id_email_key" ON "marketing_list_members"("list_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "email_campaigns_code_key" ON "email_campaigns"("code");

-- CreateIndex
CREATE INDEX "email_campaigns_organization_id_idx" ON "email_campaigns"("organization_id");

-- CreateIndex
CREATE INDEX "email_campaigns_list_id_idx" ON "email_campaigns"("list_id");

-- CreateIndex
CREATE INDEX "email_campaigns_owner_id_idx" ON "email_campaigns"("owner_id");

-- CreateIndex
CREATE INDEX "email_results_campaign_id_kind_email_idx" ON "email_results"("campaign_id", "kind", "email");

-- CreateIndex
CREATE INDEX "email_results_member_id_idx" ON "email_results"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "email_results_campaign_id_reference_key" ON "email_results"("campaign_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "tickets_number_key" ON "tickets"("number");

-- CreateIndex
CREATE INDEX "tickets_state_priority_idx" ON "tickets"("state", "priority");

-- CreateIndex
CREATE INDEX "tickets_organization_id_idx" ON "tickets"("organization_id");

-- CreateIndex
CREATE INDEX "tickets_account_id_idx" ON "tickets"("account_id");

-- CreateIndex
CREATE INDEX "tickets_contact_id_idx" ON "tickets"("contact_id");

-- CreateIndex
CREATE INDEX "tickets_customer_id_idx" ON "tickets"("customer_id");

-- CreateIndex
CREATE INDEX "tickets_customer_user_id_idx" ON "tickets"("customer_user_id");

-- CreateIndex
CREATE INDEX "tickets_order_id_idx" ON "tickets"("order_id");

-- CreateIndex
CREATE INDEX "tickets_assignee_id_idx" ON "tickets"("assignee_id");

-- CreateIndex
CREATE INDEX "ticket_comments_ticket_id_written_at_idx" ON "ticket_comments"("ticket_id", "written_at");

-- CreateIndex
CREATE INDEX "ticket_comments_user_id_idx" ON "ticket_comments"("user_id");

-- CreateIndex
CREATE INDEX "customer_groups_payment_term_id_idx" ON "customer_groups"("payment_term_id");

-- CreateIndex
CREATE INDEX "customer_groups_tax_code_id_idx" ON "customer_groups"("tax_code_id");

-- CreateIndex
CREATE INDEX "customers_payment_term_id_idx" ON "customers"("payment_term_id");

-- CreateIndex
CREATE INDEX "customers_tax_code_id_idx" ON "customers"("tax_code_id");

-- CreateIndex
CREATE INDEX "customers_account_id_idx" ON "customers"("account_id");

-- CreateIndex
CREATE INDEX "orders_payment_term_id_idx" ON "orders"("payment_term_id");

-- CreateIndex
CREATE INDEX "products_family_id_idx" ON "products"("family_id");

-- CreateIndex
CREATE INDEX "tax_rules_jurisdiction_id_idx" ON "tax_rules"("jurisdiction_id");

-- CreateIndex
CREATE INDEX "tax_rules_customer_tax_code_id_idx" ON "tax_rules"("customer_tax_code_id");

-- AddForeignKey
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "api_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_groups" ADD CONSTRAINT "customer_groups_payment_term_id_fkey" FOREIGN KEY ("payment_term_id") REFERENCES "payment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customer_groups" ADD CONSTRAINT "customer_groups_tax_code_id_fkey" FOREIGN KEY ("tax_code_id") REFERENCES "customer_tax_codes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_payment_term_id_fkey" FOREIGN KEY ("payment_term_id") REFERENCES "payment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_tax_code_id_fkey" FOREIGN KEY ("tax_code_id") REFERENCES "customer_tax_codes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "family_attributes" ADD CONSTRAINT "family_attributes_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "attribute_families"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "family_attributes" ADD CONSTRAINT "family_attributes_attribute_id_fkey" FOREIGN KEY ("attribute_id") REFERENCES "attributes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "products" ADD CONSTRAINT "products_family_id_fkey" FOREIGN KEY ("family_id") REFERENCES "attribute_families"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_files" ADD CONSTRAINT "product_files_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_links" ADD CONSTRAINT "product_links_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_links" ADD CONSTRAINT "product_links_linked_id_fkey" FOREIGN KEY ("linked_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_items" ADD CONSTRAINT "kit_items_kit_id_fkey" FOREIGN KEY ("kit_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_items" ADD CONSTRAINT "kit_items_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_item_products" ADD CONSTRAINT "kit_item_products_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "kit_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "kit_item_products" ADD CONSTRAINT "kit_item_products_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movements" ADD CONSTRAINT "stock_movements_warehouse_id_fkey" FOREIGN KEY ("warehouse_id") REFERENCES "warehouses"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_postal_ranges" ADD CONSTRAINT "tax_postal_ranges_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "tax_jurisdictions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_rules" ADD CONSTRAINT "tax_rules_jurisdiction_id_fkey" FOREIGN KEY ("jurisdiction_id") REFERENCES "tax_jurisdictions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tax_rules" ADD CONSTRAINT "tax_rules_customer_tax_code_id_fkey" FOREIGN KEY ("customer_tax_code_id") REFERENCES "customer_tax_codes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_customer_group_id_fkey" FOREIGN KEY ("customer_group_id") REFERENCES "customer_groups"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "categories"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "promotions" ADD CONSTRAINT "promotions_brand_id_fkey" FOREIGN KEY ("brand_id") REFERENCES "brands"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupons" ADD CONSTRAINT "coupons_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_coupon_id_fkey" FOREIGN KEY ("coupon_id") REFERENCES "coupons"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coupon_uses" ADD CONSTRAINT "coupon_uses_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_payment_term_id_fkey" FOREIGN KEY ("payment_term_id") REFERENCES "payment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfqs" ADD CONSTRAINT "rfqs_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfqs" ADD CONSTRAINT "rfqs_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfqs" ADD CONSTRAINT "rfqs_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfqs" ADD CONSTRAINT "rfqs_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfq_lines" ADD CONSTRAINT "rfq_lines_rfq_id_fkey" FOREIGN KEY ("rfq_id") REFERENCES "rfqs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfq_lines" ADD CONSTRAINT "rfq_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfq_requests" ADD CONSTRAINT "rfq_requests_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "rfq_lines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rfq_requests" ADD CONSTRAINT "rfq_requests_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_rfq_id_fkey" FOREIGN KEY ("rfq_id") REFERENCES "rfqs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_payment_term_id_fkey" FOREIGN KEY ("payment_term_id") REFERENCES "payment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_quote_id_fkey" FOREIGN KEY ("quote_id") REFERENCES "quotes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_lines" ADD CONSTRAINT "quote_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_offers" ADD CONSTRAINT "quote_offers_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "quote_lines"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quote_offers" ADD CONSTRAINT "quote_offers_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_payment_term_id_fkey" FOREIGN KEY ("payment_term_id") REFERENCES "payment_terms"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_corrects_id_fkey" FOREIGN KEY ("corrects_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_lines" ADD CONSTRAINT "invoice_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_payments" ADD CONSTRAINT "invoice_payments_invoice_id_fkey" FOREIGN KEY ("invoice_id") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_payments" ADD CONSTRAINT "invoice_payments_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketing_lists" ADD CONSTRAINT "marketing_lists_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketing_lists" ADD CONSTRAINT "marketing_lists_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketing_list_members" ADD CONSTRAINT "marketing_list_members_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "marketing_lists"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketing_list_members" ADD CONSTRAINT "marketing_list_members_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "marketing_list_members" ADD CONSTRAINT "marketing_list_members_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "marketing_lists"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_campaigns" ADD CONSTRAINT "email_campaigns_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_results" ADD CONSTRAINT "email_results_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "email_campaigns"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "email_results" ADD CONSTRAINT "email_results_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "marketing_list_members"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_fkey" FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_comments" ADD CONSTRAINT "ticket_comments_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "tickets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_comments" ADD CONSTRAINT "ticket_comments_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
