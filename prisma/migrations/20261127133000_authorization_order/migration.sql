-- Clients in the order in which their customs authorisations end, for each scope.
CREATE INDEX "clients_by_adm_end_idx" ON "clients" ("adm_expires_on", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_owner_by_adm_end_idx" ON "clients" ("owner_id", "adm_expires_on", "id") WHERE "deleted_at" IS NULL;
CREATE INDEX "clients_team_by_adm_end_idx" ON "clients" ("team_id", "adm_expires_on", "id") WHERE "deleted_at" IS NULL;
