-- AlterTable
ALTER TABLE "opportunities" ADD COLUMN     "last_activity_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A deal's books are not what two editors disagree about.
CREATE OR REPLACE FUNCTION "fields_of_row"("r" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT r - ARRAY['custom', 'version', 'updated_at', 'updated_by_id', 'field_changes', 'search_text', 'last_activity_at'] ||
    coalesce((SELECT jsonb_object_agg('custom.' || key, value) FROM jsonb_each(r -> 'custom')), '{}')
$$;

-- Visits by their deal: those that are booked, and the completed ones.
CREATE INDEX "visits_of_deal_idx" ON "visits" ("opportunity_id", "scheduled_at") WHERE "opportunity_id" IS NOT NULL AND "deleted_at" IS NULL;

-- What happened to a deal last; an edit of its fields is no sign of life.
CREATE FUNCTION "last_sign_of_life"("deal" uuid, "created_at" timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT greatest(created_at,
    (SELECT max(e.entered_at) FROM public.opportunity_stage_entries e WHERE e.opportunity_id = deal),
    (SELECT max(a.done_at) FROM public.activities a WHERE a.opportunity_id = deal AND a.deleted_at IS NULL),
    (SELECT max(coalesce(v.checked_out_at, v.scheduled_at)) FROM public.visits v
     WHERE v.opportunity_id = deal AND v.status = 'COMPLETED' AND v.deleted_at IS NULL))
$$;

-- Held first and counted by a statement of its own, so that of two at once the second sees the first one's.
CREATE FUNCTION "recount_signs_of_life"("deals" uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.opportunities WHERE id = ANY(deals) ORDER BY id FOR NO KEY UPDATE;
  UPDATE public.opportunities o SET last_activity_at = public.last_sign_of_life(o.id, o.created_at)
  WHERE o.id = ANY(deals) AND o.last_activity_at <> public.last_sign_of_life(o.id, o.created_at);
END $$;

CREATE FUNCTION "begin_life"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.last_activity_at := NEW.created_at;
  RETURN NEW;
END $$;
CREATE TRIGGER "opportunities_begin_life" BEFORE INSERT ON "opportunities" FOR EACH ROW EXECUTE FUNCTION "begin_life"();

CREATE FUNCTION "stays_began"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE public.opportunities o SET last_activity_at = n.entered_at
  FROM (SELECT opportunity_id, max(entered_at) AS entered_at FROM changed GROUP BY opportunity_id) n
  WHERE o.id = n.opportunity_id AND o.last_activity_at < n.entered_at;
  RETURN NULL;
END $$;
CREATE TRIGGER "opportunity_stage_entries_began" AFTER INSERT ON "opportunity_stage_entries"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "stays_began"();

CREATE FUNCTION "stays_ended"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.recount_signs_of_life(array_agg(DISTINCT opportunity_id)) FROM changed;
  RETURN NULL;
END $$;
CREATE TRIGGER "opportunity_stage_entries_taken_back" AFTER DELETE ON "opportunity_stage_entries"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "stays_ended"();

CREATE FUNCTION "deal_was_touched"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.recount_signs_of_life(ARRAY[
    CASE WHEN TG_OP <> 'INSERT' THEN OLD.opportunity_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.opportunity_id END]);
  RETURN NULL;
END $$;
CREATE TRIGGER "activities_touch_deal_insert" AFTER INSERT ON "activities" FOR EACH ROW
  WHEN (NEW.opportunity_id IS NOT NULL AND NEW.done_at IS NOT NULL) EXECUTE FUNCTION "deal_was_touched"();
CREATE TRIGGER "activities_touch_deal_update" AFTER UPDATE OF "opportunity_id", "done_at", "deleted_at" ON "activities" FOR EACH ROW
  WHEN ((OLD.opportunity_id, OLD.done_at, OLD.deleted_at) IS DISTINCT FROM (NEW.opportunity_id, NEW.done_at, NEW.deleted_at))
  EXECUTE FUNCTION "deal_was_touched"();
CREATE TRIGGER "activities_touch_deal_delete" AFTER DELETE ON "activities" FOR EACH ROW
  WHEN (OLD.opportunity_id IS NOT NULL AND OLD.done_at IS NOT NULL) EXECUTE FUNCTION "deal_was_touched"();
CREATE TRIGGER "visits_touch_deal_insert" AFTER INSERT ON "visits" FOR EACH ROW
  WHEN (NEW.opportunity_id IS NOT NULL AND NEW.status = 'COMPLETED') EXECUTE FUNCTION "deal_was_touched"();
CREATE TRIGGER "visits_touch_deal_update" AFTER UPDATE OF "opportunity_id", "status", "scheduled_at", "checked_out_at", "deleted_at" ON "visits" FOR EACH ROW
  WHEN ((OLD.status = 'COMPLETED' OR NEW.status = 'COMPLETED')
    AND (OLD.opportunity_id, OLD.status, OLD.scheduled_at, OLD.checked_out_at, OLD.deleted_at)
      IS DISTINCT FROM (NEW.opportunity_id, NEW.status, NEW.scheduled_at, NEW.checked_out_at, NEW.deleted_at))
  EXECUTE FUNCTION "deal_was_touched"();
CREATE TRIGGER "visits_touch_deal_delete" AFTER DELETE ON "visits" FOR EACH ROW
  WHEN (OLD.opportunity_id IS NOT NULL AND OLD.status = 'COMPLETED') EXECUTE FUNCTION "deal_was_touched"();

-- The deals that are there already; no edit of theirs, so nothing is stamped.
ALTER TABLE "opportunities" DISABLE TRIGGER USER;
UPDATE "opportunities" o SET "last_activity_at" = "last_sign_of_life"(o.id, o.created_at);
ALTER TABLE "opportunities" ENABLE TRIGGER USER;

-- Which deals of a stage have been silent for longest.
CREATE INDEX "opportunities_silent_idx" ON "opportunities" ("stage_id", "last_activity_at") WHERE "status" = 'OPEN' AND "deleted_at" IS NULL;
