-- AlterTable
ALTER TABLE "webhook_subscriptions" ADD COLUMN     "token_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[];
