-- What the database does for each client that comes in, for less. A file of 100,000 is what it is for.

-- A function in SQL sets up an executor at every call; an expression of PL/pgSQL is evaluated on the spot. Their values
-- stay what they were, so that indexes and stored columns stay right.
CREATE OR REPLACE FUNCTION "fold"(text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
  RETURN lower(public.unaccent('public.unaccent'::regdictionary, $1));
END $$;

CREATE OR REPLACE FUNCTION "client_search_text"(name text, city text, vat_number text, phone text) RETURNS text
  LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
  RETURN lower(public.unaccent('public.unaccent'::regdictionary,
    coalesce(name, '') || ' ' || coalesce(city, '') || ' ' || coalesce(vat_number, '') || ' ' || coalesce(phone, '')));
END $$;

-- One call folds all tags; those that a separator does not part rightly are folded one by one.
CREATE OR REPLACE FUNCTION "fold_all"(text[]) RETURNS text[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
  folded text[] := string_to_array(
    lower(public.unaccent('public.unaccent'::regdictionary, array_to_string($1, E'\x1f'))), E'\x1f');
BEGIN
  IF cardinality(folded) = cardinality($1) THEN RETURN folded; END IF;
  RETURN (SELECT coalesce(array_agg(public.fold(tag)), '{}') FROM unnest($1) AS tag);
END $$;

-- An owner who is held stays held until the transaction ends, and a change of their team waits for that and then takes
-- along what was written meanwhile: a transaction looks once for all clients in a row of one owner.
CREATE OR REPLACE FUNCTION "carry_owner_team"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  held text := current_setting('nexus.held_owner', true);
BEGIN
  IF left(held, 36) = NEW.owner_id::text THEN
    NEW.team_id := nullif(substr(held, 37), '')::uuid;
    RETURN NEW;
  END IF;
  PERFORM FROM public.users u WHERE u.id = NEW.owner_id FOR KEY SHARE;
  SELECT u.team_id INTO NEW.team_id FROM public.users u WHERE u.id = NEW.owner_id;
  PERFORM set_config('nexus.held_owner', NEW.owner_id::text || coalesce(NEW.team_id::text, ''), true);
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "take_rows_along"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM public.users u WHERE u.id = NEW.id FOR UPDATE;
  PERFORM set_config('nexus.held_owner', '', true);
  UPDATE public.clients SET team_id = NEW.team_id WHERE owner_id = NEW.id;
  UPDATE public.opportunities SET team_id = NEW.team_id WHERE owner_id = NEW.id;
  RETURN NULL;
END $$;

-- Spans and cadences are written by the triggers of their client alone, in the statement that makes it: to look each client
-- up again for its foreign key costs as much as the row. What the keys did at a deletion is done for all rows at once.
ALTER TABLE "client_spans" ALTER CONSTRAINT "client_spans_client_id_fkey" NOT ENFORCED;
ALTER TABLE "client_cadences" ALTER CONSTRAINT "client_cadences_client_id_fkey" NOT ENFORCED;
CREATE FUNCTION "end_client_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM public.client_spans s USING gone WHERE s.client_id = gone.id;
  DELETE FROM public.client_cadences k USING gone WHERE k.client_id = gone.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "clients_end_rows" AFTER DELETE ON "clients" REFERENCING OLD TABLE AS "gone"
  FOR EACH STATEMENT EXECUTE FUNCTION "end_client_rows"();
