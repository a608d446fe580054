-- CreateTable
CREATE TABLE "kpi_client_fact" (
    "client_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "lifecycle" "ClientLifecycle" NOT NULL,
    "source" TEXT NOT NULL,
    "lead" BOOLEAN NOT NULL,
    "created_day" DATE NOT NULL,
    "created_owner_id" UUID NOT NULL,
    "response_seconds" INTEGER,
    "customer_day" DATE,
    "customer_owner_id" UUID,
    "contact_day" DATE,
    "contact_owner_id" UUID,
    "visit_day" DATE,
    "visit_owner_id" UUID,
    "order_day" DATE,
    "order_owner_id" UUID,
    "repeat_day" DATE,
    "repeat_owner_id" UUID,
    "at_risk_day" DATE,
    "at_risk_owner_id" UUID,
    "lost_day" DATE,
    "lost_owner_id" UUID,

    CONSTRAINT "kpi_client_fact_pkey" PRIMARY KEY ("client_id")
);

-- CreateTable
CREATE TABLE "kpi_client_sum" (
    "figure" TEXT NOT NULL,
    "grain" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "owner_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "value" INTEGER NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "kpi_client_sum_pkey" PRIMARY KEY ("owner_id","grain","figure","day","source","value")
);


-- A number of clients is never negative: a difference that was taken off twice is a fault, not a figure.
ALTER TABLE "kpi_client_sum" ADD CONSTRAINT "kpi_client_sum_count_check" CHECK ("count" > 0);
