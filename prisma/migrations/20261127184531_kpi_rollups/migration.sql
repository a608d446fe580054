-- CreateEnum
CREATE TYPE "KpiGrain" AS ENUM ('DAY', 'MONTH');

-- CreateTable
CREATE TABLE "kpi_opportunity_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "created_count" INTEGER NOT NULL,
    "created_amount" DECIMAL(18,2) NOT NULL,
    "won_count" INTEGER NOT NULL,
    "won_amount" DECIMAL(18,2) NOT NULL,
    "lost_count" INTEGER NOT NULL,
    "lost_amount" DECIMAL(18,2) NOT NULL,
    "won_cycle_seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_opportunity_rollup_pkey" PRIMARY KEY ("grain","owner_id","day","pipeline_id")
);

-- CreateTable
CREATE TABLE "kpi_stage_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "previous_day" DATE NOT NULL,
    "entered" INTEGER NOT NULL,
    "advanced" INTEGER NOT NULL,
    "dropped" INTEGER NOT NULL,
    "amount" DECIMAL(18,2) NOT NULL,
    "left_count" INTEGER NOT NULL,
    "left_seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_stage_rollup_pkey" PRIMARY KEY ("grain","owner_id","day","stage_id","previous_day")
);

-- CreateTable
CREATE TABLE "kpi_open_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "open_count" INTEGER NOT NULL,
    "open_amount" DECIMAL(18,2) NOT NULL,
    "weighted" DECIMAL(22,4) NOT NULL,

    CONSTRAINT "kpi_open_rollup_pkey" PRIMARY KEY ("grain","owner_id","day","pipeline_id")
);

-- CreateTable
CREATE TABLE "kpi_visit_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "planned" INTEGER NOT NULL,
    "completed" INTEGER NOT NULL,
    "completed_on_day" INTEGER NOT NULL,
    "with_order" INTEGER NOT NULL,
    "order_amount" DECIMAL(18,2) NOT NULL,
    "cancelled" INTEGER NOT NULL,
    "store_seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_visit_rollup_pkey" PRIMARY KEY ("grain","owner_id","day")
);
