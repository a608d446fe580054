-- What a client is searched by lies in the row, folded once when it is written: reading it is then cheap enough to look
-- through thousands of rows. It begins with a space, so that "a word begins here" is the same text everywhere.
CREATE EXTENSION IF NOT EXISTS btree_gin;
ALTER TABLE "clients" ADD COLUMN "search_text" text
  GENERATED ALWAYS AS (' ' || "client_search_text"("name", "city", "vat_number", "phone")) STORED;
-- How frequent a pattern is, is guessed from a sample of the values: a large one tells frequent from rare.
ALTER TABLE "clients" ALTER COLUMN "search_text" SET STATISTICS 1000;

-- With the owner and the team, so that what is frequent elsewhere costs nothing here.
DROP INDEX "clients_search_idx";
CREATE INDEX "clients_search_idx" ON "clients" USING gin ("search_text" gin_trgm_ops, "owner_id", "team_id") WHERE "deleted_at" IS NULL;
