-- DropIndex
DROP INDEX "kpi_stage_day_day_owner_id_idx";

-- AlterTable
ALTER TABLE "kpi_opportunity_day" ALTER COLUMN "created_count" DROP DEFAULT,
ALTER COLUMN "created_amount" DROP DEFAULT,
ALTER COLUMN "won_count" DROP DEFAULT,
ALTER COLUMN "won_amount" DROP DEFAULT,
ALTER COLUMN "lost_count" DROP DEFAULT,
ALTER COLUMN "lost_amount" DROP DEFAULT,
ALTER COLUMN "won_cycle_seconds" DROP DEFAULT;

-- AlterTable
ALTER TABLE "kpi_stage_day" DROP CONSTRAINT "kpi_stage_day_pkey",
DROP COLUMN "id",
ADD COLUMN     "dropped" INTEGER NOT NULL,
ALTER COLUMN "previous_day" SET NOT NULL,
ADD CONSTRAINT "kpi_stage_day_pkey" PRIMARY KEY ("day", "owner_id", "stage_id", "previous_day");

-- AlterTable
ALTER TABLE "kpi_visit_day" ADD COLUMN     "completed_on_day" INTEGER NOT NULL,
ALTER COLUMN "planned" DROP DEFAULT,
ALTER COLUMN "completed" DROP DEFAULT,
ALTER COLUMN "with_order" DROP DEFAULT,
ALTER COLUMN "order_amount" DROP DEFAULT,
ALTER COLUMN "cancelled" DROP DEFAULT,
ALTER COLUMN "store_seconds" DROP DEFAULT;

-- AlterTable
ALTER TABLE "kpi_pipeline_snapshot" ALTER COLUMN "weighted" SET DATA TYPE DECIMAL(20,4);

-- CreateTable
CREATE TABLE "kpi_deal_fact" (
    "opportunity_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "status" "StageKind" NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "created_day" DATE NOT NULL,
    "created_owner_id" UUID NOT NULL,
    "closed_day" DATE,
    "closed_owner_id" UUID,
    "cycle_seconds" BIGINT,
    "open_owner_id" UUID,
    "expected_day" DATE,
    "weighted" DECIMAL(18,4),

    CONSTRAINT "kpi_deal_fact_pkey" PRIMARY KEY ("opportunity_id")
);

-- CreateTable
CREATE TABLE "kpi_stage_fact" (
    "opportunity_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "stage_id" UUID NOT NULL,
    "previous_day" DATE NOT NULL,
    "advanced" BOOLEAN NOT NULL,
    "dropped" BOOLEAN NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "stay_seconds" BIGINT,

    CONSTRAINT "kpi_stage_fact_pkey" PRIMARY KEY ("opportunity_id","sequence")
);

-- CreateTable
CREATE TABLE "kpi_visit_fact" (
    "visit_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "status" "VisitStatus" NOT NULL,
    "on_day" BOOLEAN NOT NULL,
    "with_order" BOOLEAN NOT NULL,
    "order_amount" DECIMAL(14,2) NOT NULL,
    "store_seconds" BIGINT NOT NULL,

    CONSTRAINT "kpi_visit_fact_pkey" PRIMARY KEY ("visit_id")
);

-- CreateTable
CREATE TABLE "kpi_open_pipeline" (
    "owner_id" UUID NOT NULL,
    "expected_day" DATE NOT NULL,
    "pipeline_id" UUID NOT NULL,
    "open_count" INTEGER NOT NULL,
    "open_amount" DECIMAL(16,2) NOT NULL,
    "weighted" DECIMAL(20,4) NOT NULL,

    CONSTRAINT "kpi_open_pipeline_pkey" PRIMARY KEY ("owner_id","expected_day","pipeline_id")
);

-- CreateIndex
CREATE INDEX "kpi_deal_fact_created_day_created_owner_id_idx" ON "kpi_deal_fact"("created_day", "created_owner_id");

-- CreateIndex
CREATE INDEX "kpi_deal_fact_closed_day_closed_owner_id_idx" ON "kpi_deal_fact"("closed_day", "closed_owner_id");

-- CreateIndex
CREATE INDEX "kpi_deal_fact_open_owner_id_expected_day_idx" ON "kpi_deal_fact"("open_owner_id", "expected_day");

-- CreateIndex
CREATE INDEX "kpi_stage_fact_day_owner_id_idx" ON "kpi_stage_fact"("day", "owner_id");

-- CreateIndex
CREATE INDEX "kpi_visit_fact_day_owner_id_idx" ON "kpi_visit_fact"("day", "owner_id");
