-- Every order in which a list may be asked for is an index for each scope: all, an owner's, a team's. Only living rows
-- are in them, so that a full bin costs the lists nothing.

-- A row carries its owner's team, so that a team's rows lie in order in one index.
ALTER TABLE "clients" ADD COLUMN "team_id" UUID;
ALTER TABLE "opportunities" ADD COLUMN "team_id" UUID;
UPDATE "clients" c SET "team_id" = u."team_id" FROM "users" u WHERE u."id" = c."owner_id" AND u."team_id" IS NOT NULL;
UPDATE "opportunities" o SET "team_id" = u."team_id" FROM "users" u WHERE u."id" = o."owner_id" AND u."team_id" IS NOT NULL;

-- Holds the owner as the foreign key would anyway, but before it looks: a change of the owner's team and a writer of the
-- owner's rows wait for each other, and the statement after the wait sees what the other one committed.
CREATE FUNCTION "carry_owner_team"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.users u WHERE u.id = NEW.owner_id FOR KEY SHARE;
  SELECT u.team_id INTO NEW.team_id FROM public.users u WHERE u.id = NEW.owner_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "clients_owner_team" BEFORE INSERT OR UPDATE OF "owner_id", "team_id" ON "clients"
  FOR EACH ROW EXECUTE FUNCTION "carry_owner_team"();
CREATE TRIGGER "opportunities_owner_team" BEFORE INSERT OR UPDATE OF "owner_id", "team_id" ON "opportunities"
  FOR EACH ROW EXECUTE FUNCTION "carry_owner_team"();

CREATE FUNCTION "take_rows_along"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.users u WHERE u.id = NEW.id FOR UPDATE;
  UPDATE public.clients SET team_id = NEW.team_id WHERE owner_id = NEW.id;
  UPDATE public.opportunities SET team_id = NEW.team_id WHERE owner_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "users_team_changed" AFTER UPDATE OF "team_id" ON "users"
  FOR EACH ROW WHEN (OLD."team_id" IS DISTINCT FROM NEW."team_id") EXECUTE FUNCTION "take_rows_along"();

CREATE INDEX "clients_owner_id_idx" ON "clients"("owner_id");
CREATE INDEX "opportunities_owner_id_idx" ON "opportunities"("owner_id");

DROP INDEX "clients_created_at_id_idx", "clients_owner_id_created_at_id_idx", "clients_name_id_idx",
  "clients_owner_id_name_id_idx", "clients_updated_at_id_idx", "clients_owner_id_updated_at_id_idx";
CREATE INDEX "clients_by_created_idx" ON "clients" ("created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_by_name_idx" ON "clients" ("name", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_by_updated_idx" ON "clients" ("updated_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_owner_by_created_idx" ON "clients" ("owner_id", "created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_owner_by_name_idx" ON "clients" ("owner_id", "name", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_owner_by_updated_idx" ON "clients" ("owner_id", "updated_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_team_by_created_idx" ON "clients" ("team_id", "created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_team_by_name_idx" ON "clients" ("team_id", "name", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_team_by_updated_idx" ON "clients" ("team_id", "updated_at", "id") WHERE "deleted_at" IS NULL;
-- Filters that few rows pass: walking an order would go far for a page of them.
CREATE INDEX "clients_province_idx" ON "clients" (upper("province"), "created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_city_idx" ON "clients" ("fold"("city"), "created_at", "id") WHERE "deleted_at" IS NULL;

DROP INDEX "opportunities_created_at_id_idx", "opportunities_owner_id_created_at_id_idx";
CREATE INDEX "opportunities_by_created_idx" ON "opportunities" ("created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_by_updated_idx" ON "opportunities" ("updated_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_by_amount_idx" ON "opportunities" ("amount", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_by_expected_idx" ON "opportunities" ("expected_close_date", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_by_closed_idx" ON "opportunities" ("closed_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_owner_by_created_idx" ON "opportunities" ("owner_id", "created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_owner_by_updated_idx" ON "opportunities" ("owner_id", "updated_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_owner_by_amount_idx" ON "opportunities" ("owner_id", "amount", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_owner_by_expected_idx" ON "opportunities" ("owner_id", "expected_close_date", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_owner_by_closed_idx" ON "opportunities" ("owner_id", "closed_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_team_by_created_idx" ON "opportunities" ("team_id", "created_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_team_by_updated_idx" ON "opportunities" ("team_id", "updated_at", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_team_by_amount_idx" ON "opportunities" ("team_id", "amount", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_team_by_expected_idx" ON "opportunities" ("team_id", "expected_close_date", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "opportunities_team_by_closed_idx" ON "opportunities" ("team_id", "closed_at", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "activities_by_due_idx" ON "activities" ("due_at", "id") WHERE "deleted_at" IS NULL;
