-- Nothing reads these any more: sums move by the difference, and are not summed anew from the facts of a day. Each change of a
-- fact had to be written into them.
DROP INDEX "kpi_deal_fact_created_day_created_owner_id_idx";
DROP INDEX "kpi_deal_fact_open_owner_id_expected_day_idx";
DROP INDEX "kpi_visit_fact_day_owner_id_idx";
DROP INDEX "kpi_visit_fact_plan_day_owner_id_idx";

-- Room for the next version of a row on its own page, so that no index hears of it. It holds for pages that are written from now
-- on: the next full rebuild gives it to all.
ALTER TABLE "kpi_deal_fact" SET (fillfactor = 90);
ALTER TABLE "kpi_visit_fact" SET (fillfactor = 90);
ALTER TABLE "kpi_client_fact" SET (fillfactor = 90);
ALTER TABLE "kpi_opportunity_day" SET (fillfactor = 90);
ALTER TABLE "kpi_opportunity_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_stage_day" SET (fillfactor = 90);
ALTER TABLE "kpi_stage_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_open_pipeline" SET (fillfactor = 90);
ALTER TABLE "kpi_open_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_duration" SET (fillfactor = 90);
ALTER TABLE "kpi_lost" SET (fillfactor = 90);
ALTER TABLE "kpi_visit_day" SET (fillfactor = 90);
ALTER TABLE "kpi_visit_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_visit_stay" SET (fillfactor = 90);
ALTER TABLE "kpi_visit_stay_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_care_sum" SET (fillfactor = 90);
ALTER TABLE "kpi_client_day" SET (fillfactor = 90);
ALTER TABLE "kpi_client_day_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_client_source" SET (fillfactor = 90);
ALTER TABLE "kpi_client_source_rollup" SET (fillfactor = 90);
ALTER TABLE "kpi_client_length" SET (fillfactor = 90);
ALTER TABLE "kpi_client_length_rollup" SET (fillfactor = 90);
