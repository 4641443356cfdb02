-- CreateTable
CREATE TABLE "integrations" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "module" VARCHAR(60) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "state" VARCHAR(40) NOT NULL DEFAULT 'running',
    "paused_at" TIMESTAMPTZ(3),
    "pause_reason" VARCHAR(1000),
    "failures_in_row" INTEGER NOT NULL DEFAULT 0,
    "pause_after" INTEGER NOT NULL DEFAULT 5,
    "alert_email" VARCHAR(254),
    "credentials_set_at" TIMESTAMPTZ(3),
    "credentials" VARCHAR(8000),
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "integrations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_profiles" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "delimiter" VARCHAR(1) NOT NULL DEFAULT ',',
    "quote" VARCHAR(1) NOT NULL DEFAULT '"',
    "encoding" VARCHAR(40) NOT NULL DEFAULT 'utf8',
    "header" BOOLEAN NOT NULL DEFAULT true,
    "decimal_sign" VARCHAR(40) NOT NULL DEFAULT 'point',
    "date_format" VARCHAR(40) NOT NULL DEFAULT 'yyyy-MM-dd',
    "true_values" VARCHAR(200) NOT NULL DEFAULT 'true,1,yes,X',
    "empty_means" VARCHAR(40) NOT NULL DEFAULT 'unchanged',
    "other_columns" VARCHAR(40) NOT NULL DEFAULT 'refuse',
    "columns" JSONB NOT NULL DEFAULT '[]',
    "organization_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_accounts" (
    "id" UUID NOT NULL,
    "username" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "public_keys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "allowed_ips" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "quota_bytes" DECIMAL(15,0) NOT NULL DEFAULT 10737418240,
    "rights" JSONB,
    "completion" VARCHAR(40) NOT NULL DEFAULT 'renamed',
    "quiet_seconds" INTEGER NOT NULL DEFAULT 10,
    "archive_days" INTEGER NOT NULL DEFAULT 90,
    "contact_email" VARCHAR(254),
    "last_seen_at" TIMESTAMPTZ(3),
    "password_hash" VARCHAR(255),
    "organization_id" UUID NOT NULL,
    "integration_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connectors" (
    "id" UUID NOT NULL,
    "code" VARCHAR(60) NOT NULL,
    "name" VARCHAR(120) NOT NULL,
    "direction" VARCHAR(40) NOT NULL,
    "entity" VARCHAR(60),
    "format" VARCHAR(40) NOT NULL,
    "message_type" VARCHAR(60),
    "mode" VARCHAR(40) NOT NULL DEFAULT 'upsert',
    "scope" JSONB,
    "max_deleted_percent" DECIMAL(17,2) NOT NULL DEFAULT 10,
    "max_refused_percent" DECIMAL(17,2) NOT NULL DEFAULT 100,
    "conflict" VARCHAR(40) NOT NULL DEFAULT 'outsideWins',
    "on_arrival" BOOLEAN NOT NULL DEFAULT true,
    "file_mask" VARCHAR(200) NOT NULL DEFAULT '*',
    "file_name" VARCHAR(200),
    "schedule" VARCHAR(60),
    "topic" VARCHAR(120),
    "changes_only" BOOLEAN NOT NULL DEFAULT false,
    "filter" JSONB,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "cursor" JSONB,
    "last_run_at" TIMESTAMPTZ(3),
    "integration_id" UUID NOT NULL,
    "account_id" UUID,
    "profile_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "connectors_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_runs" (
    "id" UUID NOT NULL,
    "direction" VARCHAR(40) NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'waiting',
    "trigger" VARCHAR(40) NOT NULL,
    "dry_run" BOOLEAN NOT NULL DEFAULT false,
    "file_name" VARCHAR(255),
    "size" DECIMAL(15,0),
    "checksum" VARCHAR(64),
    "place" VARCHAR(500),
    "read" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "same" INTEGER NOT NULL DEFAULT 0,
    "deleted" INTEGER NOT NULL DEFAULT 0,
    "postponed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "written" INTEGER NOT NULL DEFAULT 0,
    "per_second" DECIMAL(16,1) NOT NULL DEFAULT 0,
    "seconds_left" INTEGER,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "problem" VARCHAR(2000),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "confirmed" BOOLEAN NOT NULL DEFAULT false,
    "position" JSONB,
    "worked_ms" INTEGER NOT NULL DEFAULT 0,
    "integration_id" UUID NOT NULL,
    "connector_id" UUID,
    "account_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exchange_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_problems" (
    "id" UUID NOT NULL,
    "record" INTEGER NOT NULL,
    "line" INTEGER,
    "column" VARCHAR(200),
    "value" VARCHAR(500),
    "code" VARCHAR(60) NOT NULL,
    "detail" VARCHAR(2000) NOT NULL,
    "advice" VARCHAR(1000),
    "run_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "exchange_problems_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "integrations_code_key" ON "integrations"("code");

-- CreateIndex
CREATE INDEX "integrations_organization_id_idx" ON "integrations"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "file_profiles_code_key" ON "file_profiles"("code");

-- CreateIndex
CREATE INDEX "file_profiles_organization_id_idx" ON "file_profiles"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "file_accounts_username_key" ON "file_accounts"("username");

-- CreateIndex
CREATE INDEX "file_accounts_organization_id_idx" ON "file_accounts"("organization_id");

-- CreateIndex
CREATE INDEX "file_accounts_integration_id_idx" ON "file_accounts"("integration_id");

-- CreateIndex
CREATE INDEX "connectors_account_id_idx" ON "connectors"("account_id");

-- CreateIndex
CREATE INDEX "connectors_profile_id_idx" ON "connectors"("profile_id");

-- CreateIndex
CREATE UNIQUE INDEX "connectors_integration_id_code_key" ON "connectors"("integration_id", "code");

-- CreateIndex
CREATE INDEX "exchange_runs_connector_id_created_at_idx" ON "exchange_runs"("connector_id", "created_at");

-- CreateIndex
CREATE INDEX "exchange_runs_integration_id_created_at_idx" ON "exchange_runs"("integration_id", "created_at");

-- CreateIndex
CREATE INDEX "exchange_runs_account_id_idx" ON "exchange_runs"("account_id");

-- CreateIndex
CREATE INDEX "exchange_runs_state_idx" ON "exchange_runs"("state");

-- CreateIndex
CREATE INDEX "exchange_runs_checksum_idx" ON "exchange_runs"("checksum");

-- CreateIndex
CREATE INDEX "exchange_problems_run_id_record_idx" ON "exchange_problems"("run_id", "record");

-- AddForeignKey
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_profiles" ADD CONSTRAINT "file_profiles_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_accounts" ADD CONSTRAINT "file_accounts_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_accounts" ADD CONSTRAINT "file_accounts_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "file_accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "file_profiles"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_runs" ADD CONSTRAINT "exchange_runs_integration_id_fkey" FOREIGN KEY ("integration_id") REFERENCES "integrations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_runs" ADD CONSTRAINT "exchange_runs_connector_id_fkey" FOREIGN KEY ("connector_id") REFERENCES "connectors"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_runs" ADD CONSTRAINT "exchange_runs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "file_accounts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exchange_problems" ADD CONSTRAINT "exchange_problems_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "exchange_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
