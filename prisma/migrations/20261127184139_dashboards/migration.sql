-- CreateTable
CREATE TABLE "dashboards" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "name" TEXT NOT NULL,
    "visibility" "ViewVisibility" NOT NULL DEFAULT 'PRIVATE',
    "period" JSONB NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "widgets" JSONB NOT NULL,
    "owner_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dashboards_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "dashboards_name_id_idx" ON "dashboards"("name", "id");

-- CreateIndex
CREATE INDEX "dashboards_created_at_id_idx" ON "dashboards"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboards_owner_id_name_key" ON "dashboards"("owner_id", "name");

-- AddForeignKey
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "dashboards"
  ADD CONSTRAINT "dashboards_period_object" CHECK (jsonb_typeof("period") = 'object'),
  ADD CONSTRAINT "dashboards_filter_object" CHECK (jsonb_typeof("filter") = 'object'),
  ADD CONSTRAINT "dashboards_widgets_array" CHECK (jsonb_typeof("widgets") = 'array');
