-- CreateTable
CREATE TABLE "kpi_care_fact" (
    "client_id" UUID NOT NULL,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "visit_day" DATE NOT NULL,
    "good_to" DATE NOT NULL,

    CONSTRAINT "kpi_care_fact_pkey" PRIMARY KEY ("client_id","from_day")
);

-- CreateTable
CREATE TABLE "kpi_care_sum" (
    "grain" "KpiGrain" NOT NULL,
    "owner_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "visit_day" DATE NOT NULL,
    "assigned" INTEGER NOT NULL,
    "good" INTEGER NOT NULL,

    CONSTRAINT "kpi_care_sum_pkey" PRIMARY KEY ("grain","owner_id","day","visit_day")
);

-- An owner's clients that were visited in a period, without a look at the table.
CREATE INDEX "kpi_care_fact_covered_idx" ON "kpi_care_fact" ("owner_id", "from_day") INCLUDE ("to_day", "visit_day");
ALTER TABLE "kpi_care_fact" ADD CONSTRAINT "kpi_care_fact_lasts" CHECK ("from_day" < "to_day" AND "visit_day" <= "from_day");
