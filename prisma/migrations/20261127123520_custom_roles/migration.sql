-- What people hold stays what it was; only the type of the column becomes open.
ALTER TABLE "users" ALTER COLUMN "role" DROP DEFAULT;
ALTER TABLE "users" ALTER COLUMN "role" TYPE TEXT USING "role"::text;
ALTER TABLE "users" ALTER COLUMN "role" SET DEFAULT 'AGENT';

-- DropEnum
DROP TYPE "Role";

-- CreateTable
CREATE TABLE "roles" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "seeded" BOOLEAN NOT NULL DEFAULT false,
    "permissions" JSONB NOT NULL DEFAULT '{}',
    "hidden_fields" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "roles_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "roles_key_key" ON "roles"("key");

-- CreateIndex
CREATE UNIQUE INDEX "roles_name_key" ON "roles"("name");

ALTER TABLE "roles" ADD CONSTRAINT "roles_key_shape" CHECK ("key" ~ '^[A-Z][A-Z0-9_]{1,39}$');
ALTER TABLE "roles" ADD CONSTRAINT "roles_permissions_object" CHECK (jsonb_typeof("permissions") = 'object');
-- The rights of a seeded role stand in code alone.
ALTER TABLE "roles" ADD CONSTRAINT "roles_seeded_empty" CHECK (NOT "seeded" OR ("permissions" = '{}' AND "hidden_fields" = '{}'));

INSERT INTO "roles" ("key", "name", "description", "seeded") VALUES
    ('ADMIN', 'Amministratore', 'Tutto, per tutta l’azienda', true),
    ('MANAGER', 'Responsabile', 'Il lavoro della propria squadra', true),
    ('AGENT', 'Agente', 'Il proprio lavoro', true),
    ('ANALYST', 'Analista', 'Legge tutto, non cambia nulla', true);

-- CreateIndex
CREATE INDEX "users_role_idx" ON "users"("role");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_role_fkey" FOREIGN KEY ("role") REFERENCES "roles"("key") ON DELETE RESTRICT ON UPDATE RESTRICT;
