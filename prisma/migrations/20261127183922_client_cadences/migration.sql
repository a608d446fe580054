-- CreateTable
CREATE TABLE "client_cadences" (
    "client_id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "team_id" UUID,
    "visitable" BOOLEAN NOT NULL,
    "pace" TEXT COLLATE "C" NOT NULL,
    "last_visit_at" TIMESTAMPTZ(3),
    "visited" BOOLEAN NOT NULL,
    "since_on" DATE NOT NULL,
    "booked_until" TIMESTAMPTZ(3),

    CONSTRAINT "client_cadences_pkey" PRIMARY KEY ("client_id")
);

-- CreateTable
CREATE TABLE "class_intervals" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "point_of_sale_type" "PointOfSaleType" NOT NULL,
    "interval_days" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "class_intervals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "class_intervals_point_of_sale_type_key" ON "class_intervals"("point_of_sale_type");

-- AddForeignKey
ALTER TABLE "client_cadences" ADD CONSTRAINT "client_cadences_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_intervals" ADD CONSTRAINT "class_intervals_days" CHECK ("interval_days" BETWEEN 7 AND 730);
INSERT INTO "class_intervals" ("point_of_sale_type", "interval_days")
VALUES ('VAPE_SHOP', 21), ('TABACCHERIA', 30), ('FARMACIA', 45), ('PARAFARMACIA', 45), ('OTHER', 60);

ALTER TABLE "client_cadences" ADD CONSTRAINT "client_cadences_visited" CHECK ("visited" = ("last_visit_at" IS NOT NULL));

-- A client's latest visit that is planned, confirmed or under way.
CREATE INDEX "visits_booked_idx" ON "visits" ("client_id", "scheduled_at")
  WHERE "status" IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN') AND "deleted_at" IS NULL;

CREATE FUNCTION "business_day"("at" timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (at AT TIME ZONE 'Europe/Rome')::date
$$;

CREATE FUNCTION "pace_of"("own_days" int, "class" "PointOfSaleType") RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(own_days::text, class::text, 'OTHER')
$$;

-- The client's row is held first and its visits are read by a statement of its own, so that of two writers at once the
-- second sees what the first one left.
CREATE FUNCTION "settle_cadence"("client" uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  last timestamptz;
  booked timestamptz;
BEGIN
  PERFORM FROM public.client_cadences k WHERE k.client_id = client FOR NO KEY UPDATE;
  SELECT
    (SELECT v.scheduled_at FROM public.visits v WHERE v.client_id = client AND v.status = 'COMPLETED' AND v.deleted_at IS NULL
     ORDER BY v.scheduled_at DESC LIMIT 1),
    (SELECT max(v.scheduled_at) FROM public.visits v
     WHERE v.client_id = client AND v.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN') AND v.deleted_at IS NULL)
  INTO last, booked;
  UPDATE public.client_cadences k SET last_visit_at = last, visited = last IS NOT NULL, booked_until = booked,
    since_on = public.business_day(coalesce(last, c.created_at))
  FROM public.clients c
  WHERE k.client_id = client AND c.id = client AND (k.last_visit_at, k.booked_until) IS DISTINCT FROM (last, booked);
END $$;

CREATE FUNCTION "keep_cadence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.client_id <> NEW.client_id THEN
    PERFORM public.settle_cadence(least(OLD.client_id, NEW.client_id));
    PERFORM public.settle_cadence(greatest(OLD.client_id, NEW.client_id));
  ELSE
    PERFORM public.settle_cadence(coalesce(NEW.client_id, OLD.client_id));
  END IF;
  RETURN NULL;
END $$;

-- At the end of a transaction, after whatever it wrote to clients: everybody holds a client before its cadence. A step
-- that leaves a visit booked costs nothing.
CREATE CONSTRAINT TRIGGER "visits_keep_cadence_new" AFTER INSERT ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.deleted_at IS NULL AND NEW.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN', 'COMPLETED'))
  EXECUTE FUNCTION "keep_cadence"();
CREATE CONSTRAINT TRIGGER "visits_keep_cadence_edit" AFTER UPDATE ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.client_id, OLD.scheduled_at, OLD.deleted_at, OLD.status = 'COMPLETED', OLD.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN'))
    IS DISTINCT FROM
    (NEW.client_id, NEW.scheduled_at, NEW.deleted_at, NEW.status = 'COMPLETED', NEW.status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN')))
  EXECUTE FUNCTION "keep_cadence"();
CREATE CONSTRAINT TRIGGER "visits_keep_cadence_gone" AFTER DELETE ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "keep_cadence"();

CREATE FUNCTION "begin_cadences"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO public.client_cadences (client_id, owner_id, team_id, visitable, pace, visited, since_on)
  SELECT c.id, c.owner_id, c.team_id, c.deleted_at IS NULL AND c.lifecycle <> 'LOST',
    public.pace_of(c.visit_interval_days, c.point_of_sale_type), false, public.business_day(c.created_at)
  FROM fresh c;
  RETURN NULL;
END $$;
CREATE TRIGGER "clients_begin_cadences" AFTER INSERT ON "clients" REFERENCING NEW TABLE AS "fresh"
  FOR EACH STATEMENT EXECUTE FUNCTION "begin_cadences"();

CREATE FUNCTION "follow_client"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.client_cadences k SET owner_id = NEW.owner_id, team_id = NEW.team_id,
    visitable = NEW.deleted_at IS NULL AND NEW.lifecycle <> 'LOST',
    pace = public.pace_of(NEW.visit_interval_days, NEW.point_of_sale_type),
    since_on = CASE WHEN k.visited THEN k.since_on ELSE public.business_day(NEW.created_at) END
  WHERE k.client_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "clients_take_cadence_along" AFTER UPDATE ON "clients" FOR EACH ROW
  WHEN (
    (OLD.owner_id, OLD.team_id, OLD.deleted_at, OLD.lifecycle, OLD.visit_interval_days, OLD.point_of_sale_type, OLD.created_at)
    IS DISTINCT FROM
    (NEW.owner_id, NEW.team_id, NEW.deleted_at, NEW.lifecycle, NEW.visit_interval_days, NEW.point_of_sale_type, NEW.created_at))
  EXECUTE FUNCTION "follow_client"();

-- The clients that are there, in one pass over the visits.
INSERT INTO "client_cadences" ("client_id", "owner_id", "team_id", "visitable", "pace", "last_visit_at", "visited", "since_on", "booked_until")
SELECT c.id, c.owner_id, c.team_id, c.deleted_at IS NULL AND c.lifecycle <> 'LOST', pace_of(c.visit_interval_days, c.point_of_sale_type),
  v.last, v.last IS NOT NULL, business_day(coalesce(v.last, c.created_at)), v.booked
FROM "clients" c LEFT JOIN (
  SELECT client_id, max(scheduled_at) FILTER (WHERE status = 'COMPLETED') AS last,
    max(scheduled_at) FILTER (WHERE status IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN')) AS booked
  FROM "visits" WHERE deleted_at IS NULL GROUP BY client_id) v ON v.client_id = c.id;

-- Clients of one pace, visited or never, fall due in the order of `since_on`, whatever day it is and however long the
-- interval: the due list merges these orders.
CREATE INDEX "client_cadences_all_idx" ON "client_cadences" ("pace", "visited", "since_on", "client_id")
  INCLUDE ("booked_until", "last_visit_at") WHERE "visitable";
CREATE INDEX "client_cadences_team_idx" ON "client_cadences" ("team_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("booked_until", "last_visit_at") WHERE "visitable";
CREATE INDEX "client_cadences_owner_idx" ON "client_cadences" ("owner_id", "pace", "visited", "since_on", "client_id")
  INCLUDE ("booked_until", "last_visit_at") WHERE "visitable";
