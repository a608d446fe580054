-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "primary_contact_id" UUID;

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_primary_contact_id_fkey" FOREIGN KEY ("primary_contact_id") REFERENCES "contacts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Only clients that have one are looked up by it, when a contact is removed.
CREATE INDEX "clients_primary_contact_id_idx" ON "clients" ("primary_contact_id") WHERE "primary_contact_id" IS NOT NULL;

-- Tags are one when they differ by case or accents only.
CREATE FUNCTION "fold_all"(text[]) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
  AS $$ SELECT coalesce(array_agg(public.fold(tag)), '{}') FROM unnest($1) AS tag $$;
DROP INDEX "clients_tags_idx";
CREATE INDEX "clients_folded_tags_idx" ON "clients" USING gin ("fold_all"("tags")) WHERE "deleted_at" IS NULL AND "tags" <> '{}';

-- One text for everything that a contact is searched by.
CREATE FUNCTION "contact_search_text"(full_name text, role text, email text, phone text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT public.fold(coalesce(full_name, '') || ' ' || coalesce(role, '') || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')) $$;
CREATE INDEX "contacts_search_idx" ON "contacts" USING gin ("contact_search_text"("full_name", "role", "email", "phone") gin_trgm_ops) WHERE "deleted_at" IS NULL;
-- The list of all contacts, in its two orders.
CREATE INDEX "contacts_name_idx" ON "contacts" ("full_name", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "contacts_created_idx" ON "contacts" ("created_at", "id") WHERE "deleted_at" IS NULL;
