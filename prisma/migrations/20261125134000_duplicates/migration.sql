-- What a draft is compared with before it is saved: one look-up each. Its P.IVA and the words of its name have their indexes.
CREATE INDEX "clients_postal_code_idx" ON "clients" ("postal_code") WHERE "deleted_at" IS NULL AND "postal_code" IS NOT NULL;
CREATE INDEX "clients_phone_idx" ON "clients" ("phone") WHERE "deleted_at" IS NULL AND "phone" IS NOT NULL;
CREATE INDEX "clients_email_idx" ON "clients" (lower("email")) WHERE "deleted_at" IS NULL AND "email" IS NOT NULL;
CREATE INDEX "clients_pec_email_idx" ON "clients" (lower("pec_email")) WHERE "deleted_at" IS NULL AND "pec_email" IS NOT NULL;
CREATE INDEX "clients_tax_code_idx" ON "clients" ("tax_code") WHERE "deleted_at" IS NULL AND "tax_code" IS NOT NULL;
