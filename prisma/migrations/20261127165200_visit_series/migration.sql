-- CreateEnum
CREATE TYPE "SeriesFrequency" AS ENUM ('WEEKLY', 'MONTHLY');

-- AlterTable
ALTER TABLE "visits" ADD COLUMN     "series_date" DATE,
ADD COLUMN     "series_id" UUID,
ADD COLUMN     "series_version" INTEGER;

-- CreateTable
CREATE TABLE "visit_series" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "client_id" UUID NOT NULL,
    "agent_id" UUID NOT NULL,
    "frequency" "SeriesFrequency" NOT NULL,
    "interval" INTEGER NOT NULL,
    "weekdays" INTEGER[],
    "month_day" INTEGER,
    "from_date" DATE NOT NULL,
    "until_date" DATE,
    "time" TEXT NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "purpose" TEXT,
    "fixed" BOOLEAN NOT NULL DEFAULT false,
    "made_through" DATE NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID NOT NULL,

    CONSTRAINT "visit_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit_series_skips" (
    "series_id" UUID NOT NULL,
    "date" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "visit_id" UUID,

    CONSTRAINT "visit_series_skips_pkey" PRIMARY KEY ("series_id","date")
);

-- CreateIndex
CREATE INDEX "visit_series_agent_id_created_at_id_idx" ON "visit_series"("agent_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "visit_series_created_at_id_idx" ON "visit_series"("created_at", "id");

-- CreateIndex
CREATE INDEX "visit_series_client_id_idx" ON "visit_series"("client_id");

-- CreateIndex
CREATE UNIQUE INDEX "visits_series_id_series_date_key" ON "visits"("series_id", "series_date");

-- AddForeignKey
ALTER TABLE "visits" ADD CONSTRAINT "visits_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "visit_series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit_series_skips" ADD CONSTRAINT "visit_series_skips_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "visit_series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "visit_series" ADD CONSTRAINT "visit_series_rule" CHECK (
  "interval" BETWEEN 1 AND 12 AND "duration_minutes" BETWEEN 5 AND 480 AND "month_day" BETWEEN 1 AND 31
  AND "time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$' AND "weekdays" <@ ARRAY[1, 2, 3, 4, 5, 6, 7]);
