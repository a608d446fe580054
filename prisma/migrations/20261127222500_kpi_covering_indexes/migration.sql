-- On purpose: writers of the figures wait while the indexes are made, a second or two for a million rows each; that is the refresh alone.
-- Deals that belong to somebody else than when they were counted: found in the index alone. The planner takes them for most
-- of the deals, so without that it reads all facts of a team instead.
DROP INDEX "kpi_deal_fact_created_for_another_idx", "kpi_deal_fact_closed_for_another_idx", "kpi_stage_fact_for_another_idx";
CREATE INDEX "kpi_deal_fact_created_for_another_idx" ON "kpi_deal_fact" ("created_owner_id", "created_day")
  INCLUDE ("owner_id", "pipeline_id", "status") WHERE "created_owner_id" <> "owner_id";
CREATE INDEX "kpi_deal_fact_closed_for_another_idx" ON "kpi_deal_fact" ("closed_owner_id", "closed_day")
  INCLUDE ("owner_id", "pipeline_id", "status", "lost_reason", "lost_stage_id") WHERE "closed_owner_id" <> "owner_id";
CREATE INDEX "kpi_stage_fact_for_another_idx" ON "kpi_stage_fact" ("owner_id", "day")
  INCLUDE ("pipeline_id", "stage_id", "deal_owner_id", "previous_day", "advanced", "dropped", "waiting_since")
  WHERE "owner_id" <> "deal_owner_id";

-- Medians of won deals.
CREATE INDEX "kpi_deal_fact_cycle_idx" ON "kpi_deal_fact" ("closed_owner_id", "closed_day")
  INCLUDE ("pipeline_id", "cycle_seconds") WHERE "cycle_seconds" IS NOT NULL;

-- Pieces that last to the end of a period that has just ended: fewer than those that began in it.
CREATE INDEX "kpi_care_fact_lasting_idx" ON "kpi_care_fact" ("owner_id", "to_day") INCLUDE ("from_day", "visit_day");
