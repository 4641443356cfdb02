-- AlterTable
ALTER TABLE "checkouts" ADD COLUMN     "gift_card_id" UUID;

-- CreateTable
CREATE TABLE "gift_cards" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'active',
    "code_hash" VARCHAR(255),
    "last_four" VARCHAR(4) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "balance" DECIMAL(19,4) NOT NULL,
    "expires_on" DATE,
    "note" VARCHAR(500),
    "website_id" UUID NOT NULL,
    "customer_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gift_card_entries" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "amount" DECIMAL(19,4) NOT NULL,
    "key" VARCHAR(255) NOT NULL,
    "gift_card_id" UUID NOT NULL,
    "payment_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "gift_card_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "gift_cards_code_hash_key" ON "gift_cards"("code_hash");

-- CreateIndex
CREATE INDEX "gift_cards_website_id_idx" ON "gift_cards"("website_id");

-- CreateIndex
CREATE INDEX "gift_cards_customer_id_idx" ON "gift_cards"("customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "gift_card_entries_key_key" ON "gift_card_entries"("key");

-- CreateIndex
CREATE INDEX "gift_card_entries_gift_card_id_idx" ON "gift_card_entries"("gift_card_id");

-- CreateIndex
CREATE INDEX "gift_card_entries_payment_id_idx" ON "gift_card_entries"("payment_id");

-- CreateIndex
CREATE INDEX "checkouts_gift_card_id_idx" ON "checkouts"("gift_card_id");

-- AddForeignKey
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_cards" ADD CONSTRAINT "gift_cards_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_card_entries" ADD CONSTRAINT "gift_card_entries_gift_card_id_fkey" FOREIGN KEY ("gift_card_id") REFERENCES "gift_cards"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "gift_card_entries" ADD CONSTRAINT "gift_card_entries_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checkouts" ADD CONSTRAINT "checkouts_gift_card_id_fkey" FOREIGN KEY ("gift_card_id") REFERENCES "gift_cards"("id") ON DELETE SET NULL ON UPDATE CASCADE;
