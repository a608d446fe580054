-- Clients whom somebody is about to visit lie apart, so that a page of the due list passes none of them by.
DROP INDEX "client_cadences_all_idx", "client_cadences_team_idx", "client_cadences_owner_idx";
CREATE INDEX "client_cadences_all_idx" ON "client_cadences" ("pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_team_idx" ON "client_cadences" ("team_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_owner_idx" ON "client_cadences" ("owner_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("last_visit_at") WHERE "visitable" AND "booked_until" IS NULL;
CREATE INDEX "client_cadences_booked_idx" ON "client_cadences" ("booked_until") WHERE "booked_until" IS NOT NULL;
