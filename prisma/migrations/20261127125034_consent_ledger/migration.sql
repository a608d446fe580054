-- CreateEnum
CREATE TYPE "ConsentChannel" AS ENUM ('ANY', 'EMAIL', 'PHONE', 'SMS', 'WHATSAPP', 'POST');

-- CreateEnum
CREATE TYPE "ConsentPurpose" AS ENUM ('MARKETING', 'PROFILING');

-- CreateTable
CREATE TABLE "contact_consents" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "contact_id" UUID NOT NULL,
    "channel" "ConsentChannel" NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "given" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "source" TEXT NOT NULL,
    "wording" TEXT,
    "by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contact_consents_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "contact_consents_contact_id_purpose_at_id_idx" ON "contact_consents"("contact_id", "purpose", "at", "id");

-- What contacts had agreed to before the ledger was kept.
INSERT INTO "contact_consents" ("contact_id", "channel", "purpose", "given", "at", "source", "by_id")
  SELECT "id", 'ANY', 'MARKETING', true, "updated_at", 'before the ledger was kept', "updated_by_id" FROM "contacts" WHERE "marketing_consent";

-- Append-only. The source may name somebody, so erasing it is the one change that is let through.
CREATE FUNCTION "keep_consents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW.source = '[erased]' AND (to_jsonb(NEW) - 'source') = (to_jsonb(OLD) - 'source') THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'the consent ledger is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "contact_consents_append_only" BEFORE UPDATE OR DELETE ON "contact_consents"
  FOR EACH ROW EXECUTE FUNCTION "keep_consents"();
CREATE TRIGGER "contact_consents_no_truncate" BEFORE TRUNCATE ON "contact_consents"
  FOR EACH STATEMENT EXECUTE FUNCTION "keep_consents"();

-- Whether a contact may be written to for marketing: the last word on e-mail, or on every channel.
CREATE FUNCTION "marketing_consent_of"("contact" uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce((
    SELECT "given" FROM "contact_consents"
    WHERE "contact_id" = "contact" AND "purpose" = 'MARKETING' AND "channel" IN ('ANY', 'EMAIL')
    ORDER BY "at" DESC, "id" DESC LIMIT 1), false) $$;

-- The contact follows its ledger…
CREATE FUNCTION "follow_consents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "contacts" SET "marketing_consent" = "marketing_consent_of"(NEW.contact_id)
  WHERE "id" = NEW.contact_id AND "marketing_consent" <> "marketing_consent_of"(NEW.contact_id);
  RETURN NULL;
END $$;
CREATE TRIGGER "contact_consents_followed" AFTER INSERT ON "contact_consents" FOR EACH ROW EXECUTE FUNCTION "follow_consents"();

-- … and whoever writes the flag of a contact writes the ledger: a form, an import, a merge.
CREATE FUNCTION "note_consent"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.marketing_consent <> "marketing_consent_of"(NEW.id) THEN
    INSERT INTO "contact_consents" ("contact_id", "channel", "purpose", "given", "at", "source", "by_id")
    SELECT NEW.id, 'ANY', 'MARKETING', NEW.marketing_consent,
      greatest(now(), max("at")), 'contact record', NEW.updated_by_id
    FROM "contact_consents" WHERE "contact_id" = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "contacts_consent_noted" AFTER INSERT OR UPDATE OF "marketing_consent" ON "contacts"
  FOR EACH ROW EXECUTE FUNCTION "note_consent"();

-- Of a contact who is purged the proof stays, under the bare id.
CREATE FUNCTION "erase_consent_sources"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "contact_consents" SET "source" = '[erased]' WHERE "contact_id" = OLD.id AND "source" <> '[erased]';
  RETURN NULL;
END $$;
CREATE TRIGGER "contacts_purged" AFTER DELETE ON "contacts" FOR EACH ROW EXECUTE FUNCTION "erase_consent_sources"();
