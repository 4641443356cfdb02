-- Only the column: with a constant default it is there at once, and the lock that keeps readers out is let go at once. What reads the ledger and what builds an index are migrations of their own.
-- AlterTable
ALTER TABLE "orders" ADD COLUMN IF NOT EXISTS     "disputed" DECIMAL(19,4) NOT NULL DEFAULT 0;
