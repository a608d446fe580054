-- What Prisma's schema language can't say: rules that hold for every writer, and the indexes of searches.

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;

-- Two living visits of one agent never overlap, however many requests race.
ALTER TABLE "visits" ADD CONSTRAINT "visits_no_overlap"
  EXCLUDE USING gist ("agent_id" WITH =, tstzrange("scheduled_at", "ends_at") WITH &&)
  WHERE ("deleted_at" IS NULL AND "status" IN ('PLANNED', 'CONFIRMED', 'CHECKED_IN'));
ALTER TABLE "visits" ADD CONSTRAINT "visits_end_after_start" CHECK ("ends_at" > "scheduled_at");
ALTER TABLE "visits" ADD CONSTRAINT "visits_order_amount_not_negative" CHECK ("order_amount" >= 0);

-- Unique among living rows.
CREATE UNIQUE INDEX "clients_vat_number_key" ON "clients" ("vat_number") WHERE "deleted_at" IS NULL;
CREATE UNIQUE INDEX "clients_external_id_key" ON "clients" ("external_id") WHERE "deleted_at" IS NULL;
CREATE UNIQUE INDEX "opportunities_external_id_key" ON "opportunities" ("external_id") WHERE "deleted_at" IS NULL;
CREATE UNIQUE INDEX "sales_pipelines_default_key" ON "sales_pipelines" ("is_default") WHERE "is_default";
CREATE UNIQUE INDEX "pipeline_stages_position_key" ON "pipeline_stages" ("pipeline_id", "position") WHERE "retired_at" IS NULL;
-- A deal stands in one stage at a time.
CREATE UNIQUE INDEX "opportunity_stage_entries_present_key" ON "opportunity_stage_entries" ("opportunity_id") WHERE "left_at" IS NULL;

ALTER TABLE "clients" ADD CONSTRAINT "clients_coordinates" CHECK (
  ("latitude" IS NULL) = ("longitude" IS NULL) AND "latitude" BETWEEN -90 AND 90 AND "longitude" BETWEEN -180 AND 180);
ALTER TABLE "clients" ADD CONSTRAINT "clients_visit_interval" CHECK ("visit_interval_days" BETWEEN 7 AND 730);
ALTER TABLE "pipeline_stages" ADD CONSTRAINT "pipeline_stages_probability" CHECK ("probability" BETWEEN 0 AND 100);
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_probability" CHECK ("probability" BETWEEN 0 AND 100);
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_amount_not_negative" CHECK ("amount" >= 0);
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_closed_or_open" CHECK (("status" = 'OPEN') = ("closed_at" IS NULL));
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_lost_has_reason" CHECK (("status" = 'LOST') = ("lost_reason" IS NOT NULL));
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_won_has_client" CHECK ("status" <> 'WON' OR "client_id" IS NOT NULL);

-- Case and accents aside. unaccent() itself is only STABLE, for its dictionary could change; this one is told which to use.
CREATE FUNCTION "fold"(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$;

-- One text for everything that a client is searched by; the digits of a telephone number are found in its E.164 form.
CREATE FUNCTION "client_search_text"(name text, city text, vat_number text, phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT public.fold(coalesce(name, '') || ' ' || coalesce(city, '') || ' ' || coalesce(vat_number, '') || ' ' || coalesce(phone, '')) $$;
CREATE INDEX "clients_search_idx" ON "clients" USING gin ("client_search_text"("name", "city", "vat_number", "phone") gin_trgm_ops);

-- The journal is append-only; only personal data inside the facts may be erased.
CREATE FUNCTION "keep_journal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (to_jsonb(NEW) - 'facts') = (to_jsonb(OLD) - 'facts') THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "journal_append_only" BEFORE UPDATE OR DELETE ON "journal" FOR EACH ROW EXECUTE FUNCTION "keep_journal"();
CREATE TRIGGER "journal_no_truncate" BEFORE TRUNCATE ON "journal" FOR EACH STATEMENT EXECUTE FUNCTION "keep_journal"();
