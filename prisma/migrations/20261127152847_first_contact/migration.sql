-- CreateEnum
CREATE TYPE "CallOutcome" AS ENUM ('ANSWERED', 'NO_ANSWER', 'BUSY', 'VOICEMAIL', 'WRONG_NUMBER');

-- CreateEnum
CREATE TYPE "CallDirection" AS ENUM ('OUTBOUND', 'INBOUND');

-- CreateEnum
CREATE TYPE "ContactKind" AS ENUM ('CALL', 'EMAIL', 'MEETING', 'VISIT');

-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "first_contact_at" TIMESTAMPTZ(3),
ADD COLUMN     "first_contact_by_id" UUID,
ADD COLUMN     "first_contact_kind" "ContactKind";

-- AlterTable
ALTER TABLE "activities" ADD COLUMN     "call_direction" "CallDirection",
ADD COLUMN     "call_outcome" "CallOutcome",
ADD COLUMN     "duration_seconds" INTEGER;

ALTER TABLE "activities" ADD CONSTRAINT "activities_duration" CHECK ("duration_seconds" BETWEEN 0 AND 86400);
ALTER TABLE "activities" ADD CONSTRAINT "activities_call_details" CHECK (
  "type" = 'CALL' OR ("call_direction" IS NULL AND "call_outcome" IS NULL AND "duration_seconds" IS NULL));
ALTER TABLE "clients" ADD CONSTRAINT "clients_first_contact_whole" CHECK (
  num_nulls("first_contact_at", "first_contact_kind", "first_contact_by_id") IN (0, 3));

CREATE INDEX "activities_contacts_idx" ON "activities" ("client_id", "done_at", "id")
  WHERE "deleted_at" IS NULL AND "done_at" IS NOT NULL AND "type" IN ('CALL', 'EMAIL', 'MEETING');
CREATE INDEX "visits_contacts_idx" ON "visits" ("client_id", (coalesce("checked_in_at", "scheduled_at")), "id")
  WHERE "deleted_at" IS NULL AND "status" = 'COMPLETED';

-- The earliest human contact that the books know of. A call that nobody answered is none.
CREATE FUNCTION "first_contact_of"("client" uuid, OUT "at" timestamptz, OUT "kind" "ContactKind", OUT "by_id" uuid)
LANGUAGE sql STABLE AS $$
  SELECT f.at, f.kind, f.by_id FROM (
    (SELECT a.done_at AS at, a.type::text::"ContactKind" AS kind, a.owner_id AS by_id, a.id FROM activities a
     WHERE a.client_id = client AND a.deleted_at IS NULL AND a.done_at IS NOT NULL AND a.type IN ('CALL', 'EMAIL', 'MEETING')
       AND coalesce(a.call_outcome, 'ANSWERED') = 'ANSWERED'
     ORDER BY a.done_at, a.id LIMIT 1)
    UNION ALL
    (SELECT coalesce(v.checked_in_at, v.scheduled_at), 'VISIT', v.agent_id, v.id FROM visits v
     WHERE v.client_id = client AND v.deleted_at IS NULL AND v.status = 'COMPLETED'
     ORDER BY coalesce(v.checked_in_at, v.scheduled_at), v.id LIMIT 1)) f
  ORDER BY f.at, f.id LIMIT 1
$$;

-- Writes it on the client and tells the journal when it differs. The lock comes first, in a statement of its own: two
-- writers who each see only their own contact would leave the later one's answer.
CREATE FUNCTION "settle_first_contact"("client" uuid, "actor" uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  was record;
  is_now record;
BEGIN
  SELECT c.first_contact_at AS at, c.first_contact_kind AS kind, c.first_contact_by_id AS by_id, c.owner_id, c.deleted_at
  INTO was FROM clients c WHERE c.id = client FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT f.at, f.kind, f.by_id INTO is_now FROM first_contact_of(client) f;
  IF (was.at, was.kind, was.by_id) IS NOT DISTINCT FROM (is_now.at, is_now.kind, is_now.by_id) THEN RETURN; END IF;
  UPDATE clients SET first_contact_at = is_now.at, first_contact_kind = is_now.kind, first_contact_by_id = is_now.by_id
  WHERE id = client;
  IF was.deleted_at IS NULL THEN
    INSERT INTO journal (action, entity, entity_id, client_id, actor_id, owner_id, facts)
    VALUES (
      CASE WHEN is_now.at IS NULL THEN 'client.first-contact-withdrawn' ELSE 'client.first-contacted' END,
      'client', client, client, actor, was.owner_id,
      jsonb_build_object(
        'at', to_char(is_now.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'kind', is_now.kind, 'byId', is_now.by_id,
        'previousAt', to_char(was.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  END IF;
END $$;

CREATE FUNCTION "keep_first_contact"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  touched uuid;
BEGIN
  FOR touched IN SELECT DISTINCT id FROM unnest(ARRAY[OLD.client_id, NEW.client_id]) AS id WHERE id IS NOT NULL ORDER BY id LOOP
    PERFORM settle_first_contact(touched, coalesce(NEW.updated_by_id, OLD.updated_by_id));
  END LOOP;
  RETURN NULL;
END $$;

-- At the end of a transaction: a merge moves many rows and is one event, told after what brought it about.
CREATE CONSTRAINT TRIGGER "activities_first_contact_new" AFTER INSERT ON "activities" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.done_at IS NOT NULL AND NEW.type IN ('CALL', 'EMAIL', 'MEETING')) EXECUTE FUNCTION "keep_first_contact"();
CREATE CONSTRAINT TRIGGER "activities_first_contact_edit" AFTER UPDATE ON "activities" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    (OLD.client_id, OLD.type, OLD.done_at, OLD.deleted_at, OLD.owner_id, OLD.call_outcome) IS DISTINCT FROM
    (NEW.client_id, NEW.type, NEW.done_at, NEW.deleted_at, NEW.owner_id, NEW.call_outcome))
  EXECUTE FUNCTION "keep_first_contact"();
CREATE CONSTRAINT TRIGGER "activities_first_contact_gone" AFTER DELETE ON "activities" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "keep_first_contact"();
CREATE CONSTRAINT TRIGGER "visits_first_contact_new" AFTER INSERT ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.status = 'COMPLETED') EXECUTE FUNCTION "keep_first_contact"();
CREATE CONSTRAINT TRIGGER "visits_first_contact_edit" AFTER UPDATE ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (
    'COMPLETED' IN (OLD.status, NEW.status) AND
    (OLD.client_id, OLD.status, OLD.deleted_at, OLD.agent_id, OLD.checked_in_at, OLD.scheduled_at) IS DISTINCT FROM
    (NEW.client_id, NEW.status, NEW.deleted_at, NEW.agent_id, NEW.checked_in_at, NEW.scheduled_at))
  EXECUTE FUNCTION "keep_first_contact"();
CREATE CONSTRAINT TRIGGER "visits_first_contact_gone" AFTER DELETE ON "visits" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION "keep_first_contact"();

-- What happened before; the journal has told each of these contacts already, and nobody edited the client.
ALTER TABLE "clients" DISABLE TRIGGER "clients_stamp_fields";
UPDATE "clients" c SET "first_contact_at" = f.at, "first_contact_kind" = f.kind, "first_contact_by_id" = f.by_id
FROM "clients" k CROSS JOIN LATERAL "first_contact_of"(k."id") f
WHERE c."id" = k."id" AND f.at IS NOT NULL;
ALTER TABLE "clients" ENABLE TRIGGER "clients_stamp_fields";
