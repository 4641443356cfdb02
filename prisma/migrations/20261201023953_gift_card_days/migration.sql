-- AlterTable
ALTER TABLE "websites" ADD COLUMN     "gift_card_days" INTEGER NOT NULL DEFAULT 90;
