-- AlterTable
ALTER TABLE "outbox_deliveries" ADD COLUMN     "entity" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "many" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "dead_letters" (
    "id" UUID NOT NULL,
    "consumer" VARCHAR(60) NOT NULL,
    "event_id" VARCHAR(36) NOT NULL,
    "topic" VARCHAR(120) NOT NULL,
    "entity" VARCHAR(60) NOT NULL,
    "row_id" VARCHAR(36) NOT NULL,
    "many" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL,
    "problem" VARCHAR(2000) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'dead',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "dead_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dead_letters_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dead_letters_consumer_idx" ON "dead_letters"("consumer");

-- CreateIndex
CREATE INDEX "dead_letters_state_idx" ON "dead_letters"("state");

-- CreateIndex
CREATE UNIQUE INDEX "dead_letters_event_id_consumer_key" ON "dead_letters"("event_id", "consumer");
