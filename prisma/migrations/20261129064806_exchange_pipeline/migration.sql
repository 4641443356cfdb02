-- AlterTable
ALTER TABLE "connectors" ADD COLUMN     "next_run_at" TIMESTAMPTZ(3),
ADD COLUMN     "same_content" VARCHAR(40) NOT NULL DEFAULT 'skip',
ADD COLUMN     "wait_minutes" INTEGER NOT NULL DEFAULT 15;

-- AlterTable
ALTER TABLE "exchange_runs" ADD COLUMN     "occasion" VARCHAR(120);

-- CreateTable
CREATE TABLE "exchange_parked" (
    "run_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL,
    "record" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "exchange_parked_pkey" PRIMARY KEY ("run_id","pass","record")
);

-- CreateTable
CREATE TABLE "exchange_keys" (
    "integration_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "done_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "exchange_keys_pkey" PRIMARY KEY ("integration_id","key")
);

-- CreateTable
CREATE TABLE "exchange_serials" (
    "integration_id" UUID NOT NULL,
    "object" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "exchange_serials_pkey" PRIMARY KEY ("integration_id","object")
);

-- CreateTable
CREATE TABLE "exchange_seen" (
    "run_id" UUID NOT NULL,
    "mark" TEXT NOT NULL,

    CONSTRAINT "exchange_seen_pkey" PRIMARY KEY ("run_id","mark")
);

-- CreateTable
CREATE TABLE "exchange_written" (
    "connector_id" UUID NOT NULL,
    "row_id" UUID NOT NULL,
    "image" JSONB NOT NULL,

    CONSTRAINT "exchange_written_pkey" PRIMARY KEY ("connector_id","row_id")
);

-- CreateTable
CREATE TABLE "exchange_changes" (
    "connector_id" UUID NOT NULL,
    "row_id" UUID NOT NULL,

    CONSTRAINT "exchange_changes_pkey" PRIMARY KEY ("connector_id","row_id")
);

-- CreateTable
CREATE TABLE "exchange_outcomes" (
    "run_id" UUID NOT NULL,
    "record" INTEGER NOT NULL,
    "acknowledge" JSONB NOT NULL,
    "refusals" JSONB NOT NULL,

    CONSTRAINT "exchange_outcomes_pkey" PRIMARY KEY ("run_id","record")
);

-- CreateIndex
CREATE INDEX "exchange_keys_done_at_idx" ON "exchange_keys"("done_at");

-- CreateIndex
CREATE UNIQUE INDEX "exchange_runs_occasion_key" ON "exchange_runs"("occasion");
