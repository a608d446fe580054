-- Which edit changed a column last, so that two editors of one row are told what they really disagree about.
-- Added without a value: what happened to older rows is not known, and no table is rewritten.
ALTER TABLE "clients" ADD COLUMN "field_changes" JSONB;
ALTER TABLE "contacts" ADD COLUMN "field_changes" JSONB;
ALTER TABLE "opportunities" ADD COLUMN "field_changes" JSONB;
ALTER TABLE "activities" ADD COLUMN "field_changes" JSONB;
ALTER TABLE "visits" ADD COLUMN "field_changes" JSONB;
ALTER TABLE "clients" ALTER COLUMN "field_changes" SET DEFAULT '{}';
ALTER TABLE "contacts" ALTER COLUMN "field_changes" SET DEFAULT '{}';
ALTER TABLE "opportunities" ALTER COLUMN "field_changes" SET DEFAULT '{}';
ALTER TABLE "activities" ALTER COLUMN "field_changes" SET DEFAULT '{}';
ALTER TABLE "visits" ALTER COLUMN "field_changes" SET DEFAULT '{}';

-- A row's columns by name, its custom fields one by one; without those that keep its books.
CREATE FUNCTION "fields_of_row"("r" jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT r - ARRAY['custom', 'version', 'updated_at', 'updated_by_id', 'field_changes', 'search_text'] ||
    coalesce((SELECT jsonb_object_agg('custom.' || key, value) FROM jsonb_each(r -> 'custom')), '{}')
$$;

-- Whoever writes, one row or thousands: the columns that differ are stamped with the version that changed them.
-- `*` stands for every column of a row older than its stamps.
CREATE FUNCTION "stamp_changed_fields"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stamp jsonb := jsonb_build_object('version', NEW.version, 'at', now(), 'byId', NEW.updated_by_id);
  before jsonb := "fields_of_row"(to_jsonb(OLD));
  after jsonb := "fields_of_row"(to_jsonb(NEW));
BEGIN
  NEW.field_changes := coalesce(OLD.field_changes, jsonb_build_object('*', jsonb_build_object('version', OLD.version))) ||
    coalesce((
      SELECT jsonb_object_agg(key, stamp) FROM jsonb_object_keys(before || after) AS key
      WHERE before -> key IS DISTINCT FROM after -> key), '{}');
  RETURN NEW;
END $$;

-- Named to run after the triggers that fill columns.
CREATE TRIGGER "clients_stamp_fields" BEFORE UPDATE ON "clients" FOR EACH ROW EXECUTE FUNCTION "stamp_changed_fields"();
CREATE TRIGGER "contacts_stamp_fields" BEFORE UPDATE ON "contacts" FOR EACH ROW EXECUTE FUNCTION "stamp_changed_fields"();
CREATE TRIGGER "opportunities_stamp_fields" BEFORE UPDATE ON "opportunities" FOR EACH ROW EXECUTE FUNCTION "stamp_changed_fields"();
CREATE TRIGGER "activities_stamp_fields" BEFORE UPDATE ON "activities" FOR EACH ROW EXECUTE FUNCTION "stamp_changed_fields"();
CREATE TRIGGER "visits_stamp_fields" BEFORE UPDATE ON "visits" FOR EACH ROW EXECUTE FUNCTION "stamp_changed_fields"();
