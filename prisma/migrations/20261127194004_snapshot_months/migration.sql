-- CreateIndex
CREATE INDEX "kpi_pipeline_snapshot_expected_month_day_owner_id_idx" ON "kpi_pipeline_snapshot"("expected_month", "day", "owner_id");
