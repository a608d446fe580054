-- The bin, in its order.
CREATE INDEX "clients_bin_idx" ON "clients" ("deleted_at", "id") WHERE "deleted_at" IS NOT NULL AND "merged_into_id" IS NULL;
