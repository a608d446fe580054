-- A plan moves several visits at once, and two of them may trade places: the rule then has to wait for the last one.
-- Everybody else still meets it at once.
ALTER TABLE "visits" DROP CONSTRAINT "visits_no_overlap";
ALTER TABLE "visits" ADD CONSTRAINT "visits_no_overlap"
  EXCLUDE USING gist ("agent_id" WITH =, tstzrange("scheduled_at", "ends_at") WITH &&)
  WHERE ("deleted_at" IS NULL AND "status" IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN'))
  DEFERRABLE INITIALLY IMMEDIATE;
