-- Clients whom somebody is about to visit lie apart, so that a page of the due list passes none of them by.
DROP INDEX "client_cadences_all_idx", "client_cadences_team_idx", "client_cadences_owner_idx";
CREATE INDEX "client_cadences_all_idx" ON "client_cadences" ("pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_team_idx" ON "client_cadences" ("team_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_owner_idx" ON "client_cadences" ("owner_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_booked_idx" ON "client_cadences" ("booked_until") WHERE "booked_until" IS NOT NULL;

-- The client as a range, so that its visits are walked in the order (client, time): with an equality the order of time
-- alone would do, and everybody's visits be walked until one is this client's.
CREATE OR REPLACE FUNCTION "settle_cadence"("client" uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last timestamptz;
  booked timestamptz;
BEGIN
  PERFORM FROM public.client_cadences k WHERE k.client_id = client FOR NO KEY UPDATE;
  SELECT
    (SELECT v.scheduled_at FROM public.visits v
     WHERE v.client_id BETWEEN client AND client AND v.status = 'COMPLETED' AND v.deleted_at IS NULL
     ORDER BY v.client_id DESC, v.scheduled_at DESC LIMIT 1),
    (SELECT v.scheduled_at FROM public.visits v
     WHERE v.client_id BETWEEN client AND client AND v.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN') AND v.deleted_at IS NULL
     ORDER BY v.client_id DESC, v.scheduled_at DESC LIMIT 1)
  INTO last, booked;
  UPDATE public.client_cadences k SET last_visit_at = last, visited = last IS NOT NULL, booked_until = booked,
    since_on = public.business_day(coalesce(last, c.created_at))
  FROM public.clients c
  WHERE k.client_id = client AND c.id = client AND (k.last_visit_at, k.booked_until) IS DISTINCT FROM (last, booked);
END $$;
