-- By itself, after the data: while it is built, orders are read, and written by nobody. Where they are many, column and index are made before the release by the same words, the index concurrently (decision 002).
-- CreateIndex
CREATE INDEX IF NOT EXISTS "orders_disputed_idx" ON "orders"("disputed");
