-- CreateEnum
CREATE TYPE "KpiClientWait" AS ENUM ('RESPONSE', 'FIRST_CONTACT', 'FIRST_VISIT', 'FIRST_ORDER', 'REPEAT', 'AT_RISK', 'LOST');

-- AlterTable
ALTER TABLE "kpi_client_fact" ADD COLUMN     "at_risk_due" DATE;

-- DropTable
DROP TABLE "kpi_client_sum";

-- CreateTable
CREATE TABLE "kpi_client_day" (
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
    "lost_cohort" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_day_pkey" PRIMARY KEY ("owner_id","day")
);

-- CreateTable
CREATE TABLE "kpi_client_day_rollup" (
    "grain" "KpiGrain" NOT NULL,
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
    "lost_cohort" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_day_rollup_pkey" PRIMARY KEY ("grain","owner_id","day")
);

-- CreateTable
CREATE TABLE "kpi_client_source" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "leads" INTEGER NOT NULL,
    "leads_won" INTEGER NOT NULL,
    "now_lead" INTEGER NOT NULL,
    "now_prospect" INTEGER NOT NULL,
    "now_customer" INTEGER NOT NULL,
    "now_dormant" INTEGER NOT NULL,
    "now_lost" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_source_pkey" PRIMARY KEY ("owner_id","day","source")
);

-- CreateTable
CREATE TABLE "kpi_client_source_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "leads" INTEGER NOT NULL,
    "leads_won" INTEGER NOT NULL,
    "now_lead" INTEGER NOT NULL,
    "now_prospect" INTEGER NOT NULL,
    "now_customer" INTEGER NOT NULL,
    "now_dormant" INTEGER NOT NULL,
    "now_lost" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_source_rollup_pkey" PRIMARY KEY ("grain","owner_id","day","source")
);

-- CreateTable
CREATE TABLE "kpi_client_length" (
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "wait" "KpiClientWait" NOT NULL,
    "length" INTEGER NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_length_pkey" PRIMARY KEY ("owner_id","wait","day","length")
);

-- CreateTable
CREATE TABLE "kpi_client_length_rollup" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "wait" "KpiClientWait" NOT NULL,
    "length" INTEGER NOT NULL,
    "clients" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_length_rollup_pkey" PRIMARY KEY ("grain","owner_id","wait","day","length")
);

-- Each refresh looks for the clients whose day has come.
CREATE INDEX "kpi_client_fact_at_risk_due_idx" ON "kpi_client_fact" ("at_risk_due") WHERE "at_risk_due" IS NOT NULL;
