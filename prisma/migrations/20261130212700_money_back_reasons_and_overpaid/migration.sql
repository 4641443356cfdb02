-- Only the columns: with a constant default they are there at once, and the lock that keeps readers out is let go at once. What reads the ledger and what builds an index are migrations of their own.
-- AlterTable
ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS     "overpaid" DECIMAL(19,4) NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "payment_events" ADD COLUMN     "reason" VARCHAR(40);
