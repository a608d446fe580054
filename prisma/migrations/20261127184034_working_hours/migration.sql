-- CreateTable
CREATE TABLE "working_hours" (
    "agent_id" UUID NOT NULL,
    "days" JSONB NOT NULL,
    "start_latitude" DOUBLE PRECISION,
    "start_longitude" DOUBLE PRECISION,
    "end_latitude" DOUBLE PRECISION,
    "end_longitude" DOUBLE PRECISION,
    "max_km" INTEGER,
    "home_town" TEXT,
    "works_on_holidays" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID NOT NULL,

    CONSTRAINT "working_hours_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "absences" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "agent_id" UUID NOT NULL,
    "from_date" DATE NOT NULL,
    "to_date" DATE NOT NULL,
    "from_time" TEXT,
    "to_time" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID NOT NULL,

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "absences_agent_id_from_date_id_idx" ON "absences"("agent_id", "from_date", "id");

-- AddForeignKey
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_start_whole" CHECK (("start_latitude" IS NULL) = ("start_longitude" IS NULL));
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_end_whole" CHECK (("end_latitude" IS NULL) = ("end_longitude" IS NULL));
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_end_needs_start" CHECK ("end_latitude" IS NULL OR "start_latitude" IS NOT NULL);
ALTER TABLE "working_hours" ADD CONSTRAINT "working_hours_some_km" CHECK ("max_km" > 0);
ALTER TABLE "absences" ADD CONSTRAINT "absences_end_after_start" CHECK ("to_date" >= "from_date");
ALTER TABLE "absences" ADD CONSTRAINT "absences_hours_of_one_day" CHECK (
  ("from_time" IS NULL AND "to_time" IS NULL) OR ("from_time" < "to_time" AND "from_date" = "to_date"));
