-- CreateTable
CREATE TABLE "push_subscriptions" (
    "id" UUID NOT NULL,
    "endpoint_hash" VARCHAR(64) NOT NULL,
    "address" VARCHAR(4000) NOT NULL,
    "server_key" VARCHAR(100) NOT NULL,
    "locale" VARCHAR(12) NOT NULL,
    "visitor_id" VARCHAR(40),
    "website_id" UUID NOT NULL,
    "customer_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "push_subscriptions_endpoint_hash_key" ON "push_subscriptions"("endpoint_hash");

-- CreateIndex
CREATE INDEX "push_subscriptions_customer_user_id_idx" ON "push_subscriptions"("customer_user_id");

-- CreateIndex
CREATE INDEX "push_subscriptions_website_id_idx" ON "push_subscriptions"("website_id");

-- CreateIndex
CREATE INDEX "push_subscriptions_visitor_id_idx" ON "push_subscriptions"("visitor_id");

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
