-- An import asks by external id for clients who were merged; few were.
CREATE INDEX "clients_merged_external_id_idx" ON "clients" ("external_id") WHERE "merged_into_id" IS NOT NULL;
