-- CreateTable
CREATE TABLE "shopping_lists" (
    "id" UUID NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "note" VARCHAR(1000),
    "preferred" BOOLEAN NOT NULL DEFAULT false,
    "website_id" UUID NOT NULL,
    "customer_user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopping_lists_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shopping_list_lines" (
    "id" UUID NOT NULL,
    "quantity" DECIMAL(19,6) NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "note" VARCHAR(500),
    "shopping_list_id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shopping_list_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shopping_lists_website_id_idx" ON "shopping_lists"("website_id");

-- CreateIndex
CREATE UNIQUE INDEX "shopping_lists_customer_user_id_website_id_name_key" ON "shopping_lists"("customer_user_id", "website_id", "name");

-- CreateIndex
CREATE INDEX "shopping_list_lines_product_id_idx" ON "shopping_list_lines"("product_id");

-- CreateIndex
CREATE INDEX "shopping_list_lines_unit_id_idx" ON "shopping_list_lines"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "shopping_list_lines_shopping_list_id_product_id_unit_id_key" ON "shopping_list_lines"("shopping_list_id", "product_id", "unit_id");

-- AddForeignKey
ALTER TABLE "shopping_lists" ADD CONSTRAINT "shopping_lists_website_id_fkey" FOREIGN KEY ("website_id") REFERENCES "websites"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shopping_lists" ADD CONSTRAINT "shopping_lists_customer_user_id_fkey" FOREIGN KEY ("customer_user_id") REFERENCES "customer_users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shopping_list_lines" ADD CONSTRAINT "shopping_list_lines_shopping_list_id_fkey" FOREIGN KEY ("shopping_list_id") REFERENCES "shopping_lists"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shopping_list_lines" ADD CONSTRAINT "shopping_list_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shopping_list_lines" ADD CONSTRAINT "shopping_list_lines_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "units"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
