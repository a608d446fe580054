-- CreateTable
CREATE TABLE "client_spans" (
    "client_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "owner_id" UUID NOT NULL,
    "lifecycle" "ClientLifecycle" NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_spans_pkey" PRIMARY KEY ("client_id","sequence")
);

-- AddForeignKey
ALTER TABLE "client_spans" ADD CONSTRAINT "client_spans_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "client_spans" ADD CONSTRAINT "client_spans_end_after_begin" CHECK ("until_at" >= "from_at");

-- Many clients at once are one statement, and so are their first spans.
CREATE FUNCTION "begin_client_spans"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO client_spans (client_id, sequence, owner_id, lifecycle, from_at)
  SELECT id, 1, owner_id, lifecycle, created_at FROM created;
  RETURN NULL;
END $$;
CREATE TRIGGER "clients_begin_spans" AFTER INSERT ON "clients" REFERENCING NEW TABLE AS created
  FOR EACH STATEMENT EXECUTE FUNCTION "begin_client_spans"();

-- When a writer says when it wrote, that is the moment; otherwise the transaction's own. No span begins before the last one.
CREATE FUNCTION "turn_client_span"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moment timestamptz(3) := CASE WHEN NEW.updated_at IS DISTINCT FROM OLD.updated_at THEN NEW.updated_at ELSE now() END;
  ended record;
BEGIN
  UPDATE client_spans SET until_at = greatest(from_at, moment) WHERE client_id = NEW.id AND until_at IS NULL
  RETURNING sequence, until_at INTO ended;
  INSERT INTO client_spans (client_id, sequence, owner_id, lifecycle, from_at)
  VALUES (NEW.id, ended.sequence + 1, NEW.owner_id, NEW.lifecycle, ended.until_at);
  RETURN NULL;
END $$;
CREATE TRIGGER "clients_turn_span" AFTER UPDATE ON "clients" FOR EACH ROW
  WHEN ((OLD.owner_id, OLD.lifecycle) IS DISTINCT FROM (NEW.owner_id, NEW.lifecycle)) EXECUTE FUNCTION "turn_client_span"();

-- What happened before, as far as the journal tells it: a span has the owner and the lifecycle from which the next change
-- led away, or the present ones when none did.
WITH told AS (
  SELECT j.entity_id AS client_id, j.at, j.id,
    CASE
      WHEN j.action IN ('client.merged', 'client.merge-undone') THEN j.facts -> 'changes'
      WHEN j.action = 'client.lifecycle-changed' THEN jsonb_build_object('lifecycle', j.facts)
      ELSE j.facts
    END AS facts
  FROM "journal" j
  WHERE j.entity = 'client' AND j.action IN ('client.updated', 'client.assigned', 'client.converted', 'client.lifecycle-changed',
    'client.merged', 'client.merge-undone')
), ends AS (
  SELECT client_id, at, id, owner_id, lifecycle FROM (
    SELECT client_id, at, id, facts #>> '{ownerId,from}' AS owner_id, facts #>> '{lifecycle,from}' AS lifecycle FROM told) changes
  WHERE owner_id IS NOT NULL OR lifecycle IS NOT NULL
  UNION ALL
  SELECT id, NULL, NULL, owner_id::text, lifecycle::text FROM "clients"
), dated AS (
  SELECT e.*, c.created_at, count(e.owner_id) OVER backwards AS owner_run, count(e.lifecycle) OVER backwards AS lifecycle_run
  FROM ends e JOIN "clients" c ON c.id = e.client_id
  WINDOW backwards AS (PARTITION BY e.client_id ORDER BY e.at DESC NULLS FIRST, e.id DESC NULLS FIRST)
)
INSERT INTO "client_spans" ("client_id", "sequence", "owner_id", "lifecycle", "from_at", "until_at")
SELECT client_id, row_number() OVER forwards,
  (max(owner_id) OVER (PARTITION BY client_id, owner_run))::uuid,
  (max(lifecycle) OVER (PARTITION BY client_id, lifecycle_run))::"ClientLifecycle",
  greatest(lag(at) OVER forwards, created_at), CASE WHEN at IS NOT NULL THEN greatest(at, created_at) END
FROM dated
WINDOW forwards AS (PARTITION BY client_id ORDER BY at NULLS LAST, id NULLS LAST);

-- A span ends once, and nothing else of it ever changes; it goes with its client alone, when a purge deletes that.
CREATE FUNCTION "keep_client_spans"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.until_at IS NULL AND NEW.until_at IS NOT NULL AND (to_jsonb(NEW) - 'until_at') = (to_jsonb(OLD) - 'until_at') THEN
      RETURN NEW;
    END IF;
  ELSIF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM public.clients WHERE id = OLD.client_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the history of a client is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "client_spans_append_only" BEFORE UPDATE OR DELETE ON "client_spans"
  FOR EACH ROW EXECUTE FUNCTION "keep_client_spans"();
CREATE TRIGGER "client_spans_no_truncate" BEFORE TRUNCATE ON "client_spans"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_client_spans"();
