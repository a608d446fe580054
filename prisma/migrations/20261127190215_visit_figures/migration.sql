-- CreateEnum
CREATE TYPE "VisitCanceller" AS ENUM ('CLIENT', 'COMPANY');

-- Figures are derived: the next refresh makes them all anew.
TRUNCATE "kpi_visit_fact", "kpi_visit_day", "kpi_visit_rollup";

-- AlterTable
ALTER TABLE "kpi_visit_fact" DROP COLUMN "on_day",
ADD COLUMN     "client_cancelled" BOOLEAN NOT NULL,
ADD COLUMN     "kept_plan" BOOLEAN NOT NULL,
ADD COLUMN     "plan_day" DATE NOT NULL,
ADD COLUMN     "route_meters" INTEGER,
ALTER COLUMN "store_seconds" DROP NOT NULL;

-- AlterTable
ALTER TABLE "kpi_visit_day" DROP COLUMN "completed_on_day",
ADD COLUMN     "client_cancelled" INTEGER NOT NULL,
ADD COLUMN     "confirmed" INTEGER NOT NULL,
ADD COLUMN     "due" INTEGER NOT NULL,
ADD COLUMN     "kept" INTEGER NOT NULL,
ADD COLUMN     "no_show" INTEGER NOT NULL,
ADD COLUMN     "route_meters" BIGINT NOT NULL,
ADD COLUMN     "routed" INTEGER NOT NULL,
ADD COLUMN     "skipped" INTEGER NOT NULL,
ADD COLUMN     "timed" INTEGER NOT NULL,
ADD COLUMN     "worked" INTEGER NOT NULL;

-- AlterTable
ALTER TABLE "kpi_visit_rollup" DROP COLUMN "completed_on_day",
ADD COLUMN     "client_cancelled" INTEGER NOT NULL,
ADD COLUMN     "confirmed" INTEGER NOT NULL,
ADD COLUMN     "due" INTEGER NOT NULL,
ADD COLUMN     "kept" INTEGER NOT NULL,
ADD COLUMN     "no_show" INTEGER NOT NULL,
ADD COLUMN     "route_meters" BIGINT NOT NULL,
ADD COLUMN     "routed" INTEGER NOT NULL,
ADD COLUMN     "skipped" INTEGER NOT NULL,
ADD COLUMN     "timed" INTEGER NOT NULL,
ADD COLUMN     "worked" INTEGER NOT NULL;

-- AlterTable
ALTER TABLE "visits" ADD COLUMN     "cancelled_by" "VisitCanceller",
ADD COLUMN     "left_on" DATE;

-- Computed here, so that the list behind a figure and the figure itself can't part.
ALTER TABLE "visits"
  ADD COLUMN "planned_on" DATE GENERATED ALWAYS AS (coalesce("left_on", ("scheduled_at" AT TIME ZONE 'Europe/Rome')::date)) STORED,
  ADD COLUMN "kept_plan" BOOLEAN GENERATED ALWAYS AS (
    "status" = 'COMPLETED'
    AND coalesce((coalesce("checked_in_at", "checked_out_at") AT TIME ZONE 'Europe/Rome')::date
      = coalesce("left_on", ("scheduled_at" AT TIME ZONE 'Europe/Rome')::date), false)) STORED;
ALTER TABLE "visits" ADD CONSTRAINT "visits_cancelled_by" CHECK ("cancelled_by" IS NULL OR "status" = 'CANCELLED');

-- CreateTable
CREATE TABLE "kpi_visit_stay" (
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "minutes" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL,

    CONSTRAINT "kpi_visit_stay_pkey" PRIMARY KEY ("day","owner_id","minutes")
);

-- CreateTable
CREATE TABLE "kpi_visit_stay_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "minutes" INTEGER NOT NULL,
    "visits" INTEGER NOT NULL,

    CONSTRAINT "kpi_visit_stay_rollup_pkey" PRIMARY KEY ("grain","owner_id","day","minutes")
);

-- CreateIndex
CREATE INDEX "kpi_visit_stay_owner_id_day_idx" ON "kpi_visit_stay"("owner_id", "day");

-- CreateIndex
CREATE INDEX "kpi_visit_fact_plan_day_owner_id_idx" ON "kpi_visit_fact"("plan_day", "owner_id");

-- CreateIndex
CREATE INDEX "visits_planned_on_agent_id_idx" ON "visits"("planned_on", "agent_id");
