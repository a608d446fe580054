-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMIN', 'MANAGER', 'AGENT', 'ANALYST');

-- CreateEnum
CREATE TYPE "UserStatus" AS ENUM ('PENDING', 'ACTIVE', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "ClientKind" AS ENUM ('COMPANY', 'PERSON');

-- CreateEnum
CREATE TYPE "ClientLifecycle" AS ENUM ('LEAD', 'PROSPECT', 'CUSTOMER', 'DORMANT', 'LOST');

-- CreateEnum
CREATE TYPE "PointOfSaleType" AS ENUM ('VAPE_SHOP', 'TABACCHERIA', 'FARMACIA', 'PARAFARMACIA', 'OTHER');

-- CreateEnum
CREATE TYPE "StageKind" AS ENUM ('OPEN', 'WON', 'LOST');

-- CreateEnum
CREATE TYPE "LostReason" AS ENUM ('PRICE', 'COMPETITOR', 'NO_BUDGET', 'NO_NEED', 'NO_RESPONSE', 'TIMING', 'OTHER');

-- CreateEnum
CREATE TYPE "ActivityType" AS ENUM ('NOTE', 'CALL', 'EMAIL', 'MEETING', 'TASK');

-- CreateEnum
CREATE TYPE "ImportType" AS ENUM ('clients', 'opportunities');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('CHECKING', 'READY', 'COMMITTING', 'COMMITTED', 'REVERTED', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportRowStatus" AS ENUM ('VALID', 'INVALID', 'CREATED', 'UPDATED', 'SKIPPED');

-- CreateEnum
CREATE TYPE "VisitStatus" AS ENUM ('PLANNED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED', 'NO_SHOW', 'SKIPPED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "VisitOutcome" AS ENUM ('ORDER', 'FOLLOW_UP', 'NO_INTEREST', 'CLOSED', 'OTHER');

-- CreateEnum
CREATE TYPE "CheckInVerification" AS ENUM ('VERIFIED', 'OUT_OF_RANGE', 'UNVERIFIED');

-- CreateEnum
CREATE TYPE "RouteObjective" AS ENUM ('MIN_TRAVEL', 'MAX_VISITS', 'MAX_PRIORITY');

-- CreateTable
CREATE TABLE "kpi_opportunity_day" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "created_count" INTEGER NOT NULL DEFAULT 0,
    "created_amount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "won_count" INTEGER NOT NULL DEFAULT 0,
    "won_amount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "lost_count" INTEGER NOT NULL DEFAULT 0,
    "lost_amount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "won_cycle_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "kpi_opportunity_day_pkey" PRIMARY KEY ("day","owner_id","pipeline_id")
);

-- CreateTable
CREATE TABLE "kpi_stage_day" (
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "previous_day" DATE,
    "entered" INTEGER NOT NULL,
    "advanced" INTEGER NOT NULL,
    "amount" DECIMAL(16,2) NOT NULL,
    "left_count" INTEGER NOT NULL,
    "left_seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_stage_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "kpi_visit_day" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "planned" INTEGER NOT NULL DEFAULT 0,
    "completed" INTEGER NOT NULL DEFAULT 0,
    "with_order" INTEGER NOT NULL DEFAULT 0,
    "order_amount" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "store_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "kpi_visit_day_pkey" PRIMARY KEY ("day","owner_id")
);

-- CreateTable
CREATE TABLE "kpi_pipeline_snapshot" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "expected_month" DATE NOT NULL,
    "open_count" INTEGER NOT NULL,
    "open_amount" DECIMAL(16,2) NOT NULL,
    "weighted" DECIMAL(16,2) NOT NULL,

    CONSTRAINT "kpi_pipeline_snapshot_pkey" PRIMARY KEY ("day","owner_id","pipeline_id","expected_month")
);

-- CreateTable
CREATE TABLE "kpi_watermark" (
    "name" TEXT NOT NULL,
    "transaction" BIGINT NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kpi_watermark_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "teams" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "teams_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "email" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "password_hash" TEXT,
    "role" "Role" NOT NULL DEFAULT 'AGENT',
    "status" "UserStatus" NOT NULL DEFAULT 'PENDING',
    "team_id" UUID,
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "user_agent" TEXT,
    "ip_address" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "session_id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "login_failures" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "login_failures_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "clients" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "kind" "ClientKind" NOT NULL DEFAULT 'COMPANY',
    "lifecycle" "ClientLifecycle" NOT NULL DEFAULT 'LEAD',
    "source" TEXT,
    "external_id" TEXT,
    "vat_number" TEXT,
    "tax_code" TEXT,
    "sdi_code" TEXT,
    "pec_email" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "website" TEXT,
    "street" TEXT,
    "city" TEXT,
    "province" TEXT,
    "postal_code" TEXT,
    "country" TEXT NOT NULL DEFAULT 'IT',
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "point_of_sale_type" "PointOfSaleType",
    "adm_authorization_number" TEXT,
    "adm_expires_on" DATE,
    "visit_interval_days" INTEGER,
    "opening_hours" JSONB,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "notes" TEXT,
    "owner_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "clients_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "full_name" TEXT NOT NULL,
    "role" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "marketing_consent" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "contacts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sales_pipelines" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "sales_pipelines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pipeline_stages" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "pipeline_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "probability" INTEGER NOT NULL,
    "kind" "StageKind" NOT NULL DEFAULT 'OPEN',
    "rotten_after_days" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "pipeline_stages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunities" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "title" TEXT NOT NULL,
    "external_id" TEXT,
    "client_id" UUID,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL DEFAULT 0,
    "probability" INTEGER NOT NULL,
    "probability_overridden" BOOLEAN NOT NULL DEFAULT false,
    "expected_close_date" DATE,
    "status" "StageKind" NOT NULL DEFAULT 'OPEN',
    "closed_at" TIMESTAMPTZ(3),
    "lost_reason" "LostReason",
    "lost_note" TEXT,
    "source" TEXT,
    "owner_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "opportunities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_stage_entries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "opportunity_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "from_stage_id" UUID,
    "stage_id" UUID NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3),
    "by_id" UUID,
    "owner_id" UUID NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "probability" INTEGER NOT NULL,

    CONSTRAINT "opportunity_stage_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activities" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "type" "ActivityType" NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT,
    "client_id" UUID,
    "opportunity_id" UUID,
    "owner_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "activities_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "imports" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "type" "ImportType" NOT NULL,
    "status" "ImportStatus" NOT NULL DEFAULT 'CHECKING',
    "file_name" TEXT NOT NULL,
    "key" TEXT,
    "mapping" JSONB NOT NULL,
    "defaults" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "committed_at" TIMESTAMPTZ(3),
    "reverted_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_rows" (
    "import_id" UUID NOT NULL,
    "row" INTEGER NOT NULL,
    "status" "ImportRowStatus" NOT NULL,
    "data" JSONB,
    "errors" JSONB,
    "entity_id" UUID,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("import_id","row")
);

-- CreateTable
CREATE TABLE "journal" (
    "id" BIGSERIAL NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "action" TEXT NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "client_id" UUID,
    "actor_id" UUID,
    "owner_id" UUID,
    "request_id" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "journal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_runs" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "job" TEXT NOT NULL,
    "window" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "job_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visits" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "opportunity_id" UUID,
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_minutes" INTEGER NOT NULL DEFAULT 30,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "purpose" TEXT,
    "fixed" BOOLEAN NOT NULL DEFAULT false,
    "status" "VisitStatus" NOT NULL DEFAULT 'PLANNED',
    "status_reason" TEXT,
    "checked_in_at" TIMESTAMPTZ(3),
    "check_in_latitude" DOUBLE PRECISION,
    "check_in_longitude" DOUBLE PRECISION,
    "check_in_accuracy_meters" DOUBLE PRECISION,
    "verification" "CheckInVerification",
    "distance_meters" INTEGER,
    "checked_out_at" TIMESTAMPTZ(3),
    "outcome" "VisitOutcome",
    "order_amount" DECIMAL(14,2),
    "notes" TEXT,
    "next_action" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "visits_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "routes" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "agent_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "objective" "RouteObjective" NOT NULL,
    "engine" TEXT NOT NULL,
    "degraded" BOOLEAN NOT NULL DEFAULT false,
    "degraded_reason" TEXT,
    "matrix_source" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "totals" JSONB NOT NULL,
    "unassigned" JSONB NOT NULL DEFAULT '[]',
    "committed" BOOLEAN NOT NULL DEFAULT false,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "routes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "route_stops" (
    "route_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "client_id" UUID NOT NULL,
    "visit_id" UUID,
    "arrival" TIMESTAMPTZ(3) NOT NULL,
    "waiting_seconds" INTEGER NOT NULL,
    "service_start" TIMESTAMPTZ(3) NOT NULL,
    "departure" TIMESTAMPTZ(3) NOT NULL,
    "travel_seconds" INTEGER NOT NULL,
    "travel_meters" INTEGER NOT NULL,

    CONSTRAINT "route_stops_pkey" PRIMARY KEY ("route_id","sequence")
);

-- CreateIndex
CREATE INDEX "kpi_opportunity_day_owner_id_day_idx" ON "kpi_opportunity_day"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_stage_day_day_owner_id_idx" ON "kpi_stage_day"("day", "owner_id");

-- CreateIndex
CREATE INDEX "kpi_stage_day_owner_id_day_idx" ON "kpi_stage_day"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_visit_day_owner_id_day_idx" ON "kpi_visit_day"("owner_id", "day");

-- CreateIndex
CREATE UNIQUE INDEX "teams_name_key" ON "teams"("name");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "users_team_id_id_idx" ON "users"("team_id", "id");

-- CreateIndex
CREATE INDEX "users_created_at_id_idx" ON "users"("created_at", "id");

-- CreateIndex
CREATE INDEX "sessions_user_id_created_at_idx" ON "sessions"("user_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_tokens_token_hash_key" ON "refresh_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "refresh_tokens_session_id_idx" ON "refresh_tokens"("session_id");

-- CreateIndex
CREATE INDEX "clients_created_at_id_idx" ON "clients"("created_at", "id");

-- CreateIndex
CREATE INDEX "clients_owner_id_created_at_id_idx" ON "clients"("owner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "clients_name_id_idx" ON "clients"("name", "id");

-- CreateIndex
CREATE INDEX "clients_owner_id_name_id_idx" ON "clients"("owner_id", "name", "id");

-- CreateIndex
CREATE INDEX "clients_updated_at_id_idx" ON "clients"("updated_at", "id");

-- CreateIndex
CREATE INDEX "clients_owner_id_updated_at_id_idx" ON "clients"("owner_id", "updated_at", "id");

-- CreateIndex
CREATE INDEX "contacts_client_id_created_at_id_idx" ON "contacts"("client_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sales_pipelines_name_key" ON "sales_pipelines"("name");

-- CreateIndex
CREATE INDEX "pipeline_stages_pipeline_id_position_idx" ON "pipeline_stages"("pipeline_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "pipeline_stages_pipeline_id_name_key" ON "pipeline_stages"("pipeline_id", "name");

-- CreateIndex
CREATE INDEX "opportunities_created_at_id_idx" ON "opportunities"("created_at", "id");

-- CreateIndex
CREATE INDEX "opportunities_owner_id_created_at_id_idx" ON "opportunities"("owner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "opportunities_client_id_created_at_id_idx" ON "opportunities"("client_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "opportunities_stage_id_amount_id_idx" ON "opportunities"("stage_id", "amount", "id");

-- CreateIndex
CREATE INDEX "opportunities_closed_at_owner_id_idx" ON "opportunities"("closed_at", "owner_id");

-- CreateIndex
CREATE INDEX "opportunities_status_expected_close_date_id_idx" ON "opportunities"("status", "expected_close_date", "id");

-- CreateIndex
CREATE INDEX "opportunity_stage_entries_stage_id_entered_at_idx" ON "opportunity_stage_entries"("stage_id", "entered_at");

-- CreateIndex
CREATE INDEX "opportunity_stage_entries_entered_at_owner_id_idx" ON "opportunity_stage_entries"("entered_at", "owner_id");

-- CreateIndex
CREATE UNIQUE INDEX "opportunity_stage_entries_opportunity_id_sequence_key" ON "opportunity_stage_entries"("opportunity_id", "sequence");

-- CreateIndex
CREATE INDEX "activities_created_at_id_idx" ON "activities"("created_at", "id");

-- CreateIndex
CREATE INDEX "activities_owner_id_created_at_id_idx" ON "activities"("owner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "activities_client_id_created_at_id_idx" ON "activities"("client_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "activities_opportunity_id_created_at_id_idx" ON "activities"("opportunity_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "activities_owner_id_due_at_id_idx" ON "activities"("owner_id", "due_at", "id");

-- CreateIndex
CREATE INDEX "imports_created_by_id_created_at_id_idx" ON "imports"("created_by_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "imports_created_at_id_idx" ON "imports"("created_at", "id");

-- CreateIndex
CREATE INDEX "imports_status_idx" ON "imports"("status");

-- CreateIndex
CREATE INDEX "import_rows_import_id_status_row_idx" ON "import_rows"("import_id", "status", "row");

-- CreateIndex
CREATE INDEX "journal_transaction_idx" ON "journal"("transaction");

-- CreateIndex
CREATE INDEX "journal_entity_entity_id_id_idx" ON "journal"("entity", "entity_id", "id");

-- CreateIndex
CREATE INDEX "journal_client_id_id_idx" ON "journal"("client_id", "id");

-- CreateIndex
CREATE INDEX "journal_actor_id_id_idx" ON "journal"("actor_id", "id");

-- CreateIndex
CREATE INDEX "journal_at_id_idx" ON "journal"("at", "id");

-- CreateIndex
CREATE INDEX "job_runs_job_started_at_idx" ON "job_runs"("job", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "job_runs_job_window_key" ON "job_runs"("job", "window");

-- CreateIndex
CREATE INDEX "visits_scheduled_at_id_idx" ON "visits"("scheduled_at", "id");

-- CreateIndex
CREATE INDEX "visits_agent_id_scheduled_at_id_idx" ON "visits"("agent_id", "scheduled_at", "id");

-- CreateIndex
CREATE INDEX "visits_client_id_scheduled_at_id_idx" ON "visits"("client_id", "scheduled_at", "id");

-- CreateIndex
CREATE INDEX "routes_created_at_id_idx" ON "routes"("created_at", "id");

-- CreateIndex
CREATE INDEX "routes_agent_id_created_at_id_idx" ON "routes"("agent_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "routes_agent_id_date_idx" ON "routes"("agent_id", "date");

-- CreateIndex
CREATE INDEX "route_stops_client_id_idx" ON "route_stops"("client_id");

-- CreateIndex
CREATE INDEX "route_stops_visit_id_idx" ON "route_stops"("visit_id");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "teams"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pipeline_stages" ADD CONSTRAINT "pipeline_stages_pipeline_id_fkey" FOREIGN KEY ("pipeline_id") REFERENCES "sales_pipelines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_pipeline_id_fkey" FOREIGN KEY ("pipeline_id") REFERENCES "sales_pipelines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "pipeline_stages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_stage_entries" ADD CONSTRAINT "opportunity_stage_entries_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_stage_entries" ADD CONSTRAINT "opportunity_stage_entries_stage_id_fkey" FOREIGN KEY ("stage_id") REFERENCES "pipeline_stages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activities" ADD CONSTRAINT "activities_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunities"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "imports" ADD CONSTRAINT "imports_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunities"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routes" ADD CONSTRAINT "routes_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_stops" ADD CONSTRAINT "route_stops_route_id_fkey" FOREIGN KEY ("route_id") REFERENCES "routes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_stops" ADD CONSTRAINT "route_stops_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_stops" ADD CONSTRAINT "route_stops_visit_id_fkey" FOREIGN KEY ("visit_id") REFERENCES "visits"("id") ON DELETE SET NULL ON UPDATE CASCADE;
