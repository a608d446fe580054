-- Clients around a point: the great circle, in an index.
CREATE EXTENSION IF NOT EXISTS cube;
CREATE EXTENSION IF NOT EXISTS earthdistance;

CREATE INDEX "clients_position_idx" ON "clients" USING gist (ll_to_earth("latitude", "longitude"))
  WHERE "latitude" IS NOT NULL AND "deleted_at" IS NULL;
-- And the clients with a tag.
CREATE INDEX "clients_tags_idx" ON "clients" USING gin ("tags");
