-- DropIndex
DROP INDEX "kpi_stage_fact_day_owner_id_idx";

-- AlterTable
ALTER TABLE "kpi_deal_fact" ADD COLUMN     "lost_reason" TEXT,
ADD COLUMN     "lost_stage_id" UUID,
ADD COLUMN     "owner_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
ALTER TABLE "kpi_deal_fact" ALTER COLUMN "owner_id" DROP DEFAULT;

-- AlterTable
ALTER TABLE "kpi_stage_fact" ADD COLUMN     "deal_owner_id" UUID NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
ADD COLUMN     "waiting_since" TIMESTAMPTZ(3);
ALTER TABLE "kpi_stage_fact" ALTER COLUMN "deal_owner_id" DROP DEFAULT;

-- AlterTable
ALTER TABLE "kpi_opportunity_day" ADD COLUMN     "created_open_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "created_won_count" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "kpi_opportunity_rollup" ADD COLUMN     "created_open_count" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "created_won_count" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "kpi_duration" (
    "measure" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "subject_id" UUID NOT NULL,
    "bucket" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,
    "seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_duration_pkey" PRIMARY KEY ("measure","grain","day","subject_id","bucket")
);

-- CreateTable
CREATE TABLE "kpi_lost" (
    "grain" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,

    CONSTRAINT "kpi_lost_pkey" PRIMARY KEY ("grain","day","pipeline_id","stage_id","reason")
);

-- CreateIndex
CREATE INDEX "kpi_deal_fact_closed_owner_id_closed_day_idx" ON "kpi_deal_fact"("closed_owner_id", "closed_day");

-- A number of rows is never negative: a difference that was taken off twice is a fault, not a figure.
ALTER TABLE "kpi_duration" ADD CONSTRAINT "kpi_duration_count_check" CHECK ("count" >= 0);
ALTER TABLE "kpi_lost" ADD CONSTRAINT "kpi_lost_count_check" CHECK ("count" >= 0);

-- Medians of somebody, or of a few days of the company, read these alone.
CREATE INDEX "kpi_stage_fact_by_day_idx" ON "kpi_stage_fact" ("day", "owner_id") INCLUDE ("stage_id", "stay_seconds");
CREATE INDEX "kpi_stage_fact_by_owner_idx" ON "kpi_stage_fact" ("owner_id", "day") INCLUDE ("stage_id", "stay_seconds");
CREATE INDEX "kpi_stage_fact_waiting_idx" ON "kpi_stage_fact" ("owner_id", "day") INCLUDE ("stage_id", "waiting_since")
  WHERE "waiting_since" IS NOT NULL;

-- Deals that belong to somebody else than when they were counted.
CREATE INDEX "kpi_deal_fact_created_for_another_idx" ON "kpi_deal_fact" ("created_owner_id", "created_day")
  WHERE "created_owner_id" <> "owner_id";
CREATE INDEX "kpi_deal_fact_closed_for_another_idx" ON "kpi_deal_fact" ("closed_owner_id", "closed_day")
  WHERE "closed_owner_id" <> "owner_id";
CREATE INDEX "kpi_stage_fact_for_another_idx" ON "kpi_stage_fact" ("owner_id", "day")
  WHERE "owner_id" <> "deal_owner_id";

-- Lists by who created a deal, or closed it.
CREATE INDEX "opportunity_stage_entries_created_by_idx" ON "opportunity_stage_entries" ("owner_id", "opportunity_id") WHERE "sequence" = 1;
CREATE INDEX "opportunity_stage_entries_standing_by_idx" ON "opportunity_stage_entries" ("owner_id", "opportunity_id") WHERE "left_at" IS NULL;
