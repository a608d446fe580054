-- CreateTable
CREATE TABLE "kpi_opportunity_fresh" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "created_count" INTEGER NOT NULL,
    "created_amount" DECIMAL(16,2) NOT NULL,
    "won_count" INTEGER NOT NULL,
    "won_amount" DECIMAL(16,2) NOT NULL,
    "lost_count" INTEGER NOT NULL,
    "lost_amount" DECIMAL(16,2) NOT NULL,
    "won_cycle_seconds" BIGINT NOT NULL,
    "created_won_count" INTEGER NOT NULL,
    "created_open_count" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_stage_fresh" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "previous_day" DATE NOT NULL,
    "entered" INTEGER NOT NULL,
    "advanced" INTEGER NOT NULL,
    "dropped" INTEGER NOT NULL,
    "amount" DECIMAL(16,2) NOT NULL,
    "left_count" INTEGER NOT NULL,
    "left_seconds" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_open_fresh" (
    "owner_id" UUID NOT NULL,
    "expected_day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "open_count" INTEGER NOT NULL,
    "open_amount" DECIMAL(16,2) NOT NULL,
    "weighted" DECIMAL(20,4) NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_visit_fresh" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "planned" INTEGER NOT NULL,
    "confirmed" INTEGER NOT NULL,
    "completed" INTEGER NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "no_show" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "with_order" INTEGER NOT NULL,
    "order_amount" DECIMAL(16,2) NOT NULL,
    "worked" INTEGER NOT NULL,
    "timed" INTEGER NOT NULL,
    "store_seconds" BIGINT NOT NULL,
    "routed" INTEGER NOT NULL,
    "route_meters" BIGINT NOT NULL,
    "due" INTEGER NOT NULL,
    "kept" INTEGER NOT NULL,
    "client_cancelled" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_visit_stay_fresh" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_client_fresh" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "leads" INTEGER NOT NULL,
    "leads_won" INTEGER NOT NULL,
    "leads_contacted" INTEGER NOT NULL,
    "customers" INTEGER NOT NULL,
    "contact_reached" INTEGER NOT NULL,
    "visit_reached" INTEGER NOT NULL,
    "order_reached" INTEGER NOT NULL,
    "repeat_reached" INTEGER NOT NULL,
    "at_risk_reached" INTEGER NOT NULL,
    "lost_reached" INTEGER NOT NULL,
    "contact_passed" INTEGER NOT NULL,
    "visit_passed" INTEGER NOT NULL,
    "order_passed" INTEGER NOT NULL,
    "repeat_passed" INTEGER NOT NULL,
    "at_risk_passed" INTEGER NOT NULL,
    "visit_cohort" INTEGER NOT NULL,
    "order_cohort" INTEGER NOT NULL,
    "repeat_cohort" INTEGER NOT NULL,
    "at_risk_cohort" INTEGER NOT NULL,
    "lost_cohort" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_client_source_fresh" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "leads" INTEGER NOT NULL,
    "leads_won" INTEGER NOT NULL,
    "now_lead" INTEGER NOT NULL,
    "now_prospect" INTEGER NOT NULL,
    "now_customer" INTEGER NOT NULL,
    "now_dormant" INTEGER NOT NULL,
    "now_lost" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_client_length_fresh" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "wait" "KpiClientWait" NOT NULL,
    "length" INTEGER NOT NULL,
    "clients" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_duration_fresh" (
    "measure" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "subject_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_lost_fresh" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL
);

-- CreateTable
CREATE TABLE "kpi_care_fresh" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "visit_day" DATE NOT NULL,
    "assigned" INTEGER NOT NULL,
    "good" INTEGER NOT NULL
);

-- CreateIndex
CREATE INDEX "kpi_opportunity_fresh_owner_id_day_idx" ON "kpi_opportunity_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_stage_fresh_owner_id_day_idx" ON "kpi_stage_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_open_fresh_owner_id_expected_day_idx" ON "kpi_open_fresh"("owner_id", "expected_day");

-- CreateIndex
CREATE INDEX "kpi_visit_fresh_owner_id_day_idx" ON "kpi_visit_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_visit_stay_fresh_owner_id_day_idx" ON "kpi_visit_stay_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_client_fresh_owner_id_day_idx" ON "kpi_client_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_client_source_fresh_owner_id_day_idx" ON "kpi_client_source_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_client_length_fresh_owner_id_day_idx" ON "kpi_client_length_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_duration_fresh_measure_owner_id_day_idx" ON "kpi_duration_fresh"("measure", "owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_lost_fresh_owner_id_day_idx" ON "kpi_lost_fresh"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_care_fresh_owner_id_day_idx" ON "kpi_care_fresh"("owner_id", "day");

-- The sums that stand are those of this version too, for nothing is fresh yet. A version of before that still runs does not know this
-- name and builds its figures anew, and so does this one after it: what is fresh would be missing there.
-- On purpose: the mark of the refresh is one row.
UPDATE "kpi_watermark" SET "name" = 'kpi:10' || substr("name", 6) WHERE "name" = 'kpi:9' OR "name" LIKE 'kpi:9 rebuilt: %';
