-- AlterTable
ALTER TABLE "connectors" ADD COLUMN     "deletes" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "time_zone" VARCHAR(60) NOT NULL DEFAULT 'UTC',
ADD COLUMN     "writer" JSONB;

-- AlterTable
ALTER TABLE "exchange_parked" ADD COLUMN     "names" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "exchange_rest" (
    "run_id" UUID NOT NULL,
    "row_id" UUID NOT NULL,
    "version" TEXT NOT NULL,

    CONSTRAINT "exchange_rest_pkey" PRIMARY KEY ("run_id","row_id")
);

-- CreateIndex
CREATE INDEX "exchange_parked_names_idx" ON "exchange_parked" USING GIN ("names");
