-- The history of a deal is append-only: a stay ends once, and nothing else of it ever changes. Stays go with their deal,
-- when a purge deletes it; and whoever takes an import back says so to the transaction.
CREATE FUNCTION "keep_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'TRUNCATE' AND current_setting('nexus.takes_back', true) = 'stays' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.left_at IS NULL AND NEW.left_at IS NOT NULL AND (to_jsonb(NEW) - 'left_at') = (to_jsonb(OLD) - 'left_at') THEN
      RETURN NEW;
    END IF;
  -- A cascade finds the deal gone already.
  ELSIF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM public.opportunities WHERE id = OLD.opportunity_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the history of a deal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "opportunity_stage_entries_append_only" BEFORE UPDATE OR DELETE ON "opportunity_stage_entries"
  FOR EACH ROW EXECUTE FUNCTION "keep_stays"();
CREATE TRIGGER "opportunity_stage_entries_no_truncate" BEFORE TRUNCATE ON "opportunity_stage_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_stays"();

-- No stay ends before it began.
ALTER TABLE "opportunity_stage_entries" ADD CONSTRAINT "opportunity_stage_entries_end_after_begin" CHECK ("left_at" >= "entered_at");
