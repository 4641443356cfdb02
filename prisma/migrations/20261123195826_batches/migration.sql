-- CreateTable
CREATE TABLE "job_parts" (
    "job_id" UUID NOT NULL,
    "pass" INTEGER NOT NULL,
    "place" INTEGER NOT NULL,
    "first" INTEGER NOT NULL,
    "records" INTEGER NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "job_parts_pkey" PRIMARY KEY ("job_id","pass","place")
);

-- CreateTable
CREATE TABLE "external_references" (
    "id" UUID NOT NULL,
    "system" VARCHAR(60) NOT NULL,
    "entity" VARCHAR(60) NOT NULL,
    "external_id" VARCHAR(200) NOT NULL,
    "row_id" VARCHAR(36) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_references_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs" (
    "id" UUID NOT NULL,
    "kind" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'receiving',
    "entity" VARCHAR(60) NOT NULL,
    "mode" VARCHAR(40) NOT NULL,
    "records" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "per_second" DECIMAL(16,1) NOT NULL DEFAULT 0,
    "seconds_left" INTEGER,
    "problem" VARCHAR(1000),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "worked_ms" INTEGER NOT NULL DEFAULT 0,
    "pass" INTEGER NOT NULL DEFAULT 0,
    "done_in_pass" INTEGER NOT NULL DEFAULT 0,
    "token_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "door" VARCHAR(40),
    "ip" VARCHAR(45),
    "request_id" VARCHAR(200) NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID,
    "client_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_problems" (
    "id" UUID NOT NULL,
    "record" INTEGER NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "detail" VARCHAR(2000) NOT NULL,
    "source" VARCHAR(500),
    "job_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_problems_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "external_references_row_id_idx" ON "external_references"("row_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_references_system_entity_external_id_key" ON "external_references"("system", "entity", "external_id");

-- CreateIndex
CREATE INDEX "jobs_organization_id_idx" ON "jobs"("organization_id");

-- CreateIndex
CREATE INDEX "jobs_user_id_idx" ON "jobs"("user_id");

-- CreateIndex
CREATE INDEX "jobs_client_id_idx" ON "jobs"("client_id");

-- CreateIndex
CREATE INDEX "jobs_state_idx" ON "jobs"("state");

-- CreateIndex
CREATE INDEX "job_problems_job_id_record_idx" ON "job_problems"("job_id", "record");

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "api_clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job_problems" ADD CONSTRAINT "job_problems_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
