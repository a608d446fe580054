-- CreateEnum
CREATE TYPE "CustomFieldResource" AS ENUM ('clients', 'contacts', 'opportunities');

-- CreateEnum
CREATE TYPE "CustomFieldType" AS ENUM ('TEXT', 'NUMBER', 'DATE', 'CHOICE', 'FLAG');

-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "contacts" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "opportunities" ADD COLUMN     "custom" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "custom_fields" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource" "CustomFieldResource" NOT NULL,
    "key" TEXT NOT NULL,
    "label_it" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "type" "CustomFieldType" NOT NULL,
    "required" BOOLEAN NOT NULL DEFAULT false,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "min_length" INTEGER,
    "max_length" INTEGER,
    "minimum" DOUBLE PRECISION,
    "maximum" DOUBLE PRECISION,
    "earliest" DATE,
    "latest" DATE,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_fields_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "custom_fields_created_at_id_idx" ON "custom_fields"("created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "custom_fields_resource_key_key" ON "custom_fields"("resource", "key");

-- Values are found by containment; rows without any are not in the index, and a filter says so.
CREATE INDEX "clients_custom_idx" ON "clients" USING gin ("custom" jsonb_path_ops) WHERE "custom" <> '{}';
CREATE INDEX "opportunities_custom_idx" ON "opportunities" USING gin ("custom" jsonb_path_ops) WHERE "custom" <> '{}';

ALTER TABLE "clients" ADD CONSTRAINT "clients_custom_object" CHECK (jsonb_typeof("custom") = 'object');
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_custom_object" CHECK (jsonb_typeof("custom") = 'object');
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_custom_object" CHECK (jsonb_typeof("custom") = 'object');
