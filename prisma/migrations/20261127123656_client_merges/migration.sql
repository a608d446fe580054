-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "merged_into_id" UUID;

-- CreateTable
CREATE TABLE "client_merges" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "target_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "merged_at" TIMESTAMPTZ(3) NOT NULL,
    "merged_by_id" UUID NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undo" JSONB,

    CONSTRAINT "client_merges_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "client_merges_target_id_merged_at_id_idx" ON "client_merges"("target_id", "merged_at", "id");

-- CreateIndex
CREATE INDEX "client_merges_source_id_idx" ON "client_merges"("source_id");

-- AddForeignKey
ALTER TABLE "clients" ADD CONSTRAINT "clients_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_merges" ADD CONSTRAINT "client_merges_target_id_fkey" FOREIGN KEY ("target_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_merges" ADD CONSTRAINT "client_merges_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "clients"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A merged client is a deleted one, and leads to another.
ALTER TABLE "clients" ADD CONSTRAINT "clients_merged_is_deleted" CHECK ("merged_into_id" IS NULL OR ("deleted_at" IS NOT NULL AND "merged_into_id" <> "id"));
CREATE INDEX "clients_merged_into_id_idx" ON "clients" ("merged_into_id") WHERE "merged_into_id" IS NOT NULL;
-- However many merges race for a client, one of them has it.
CREATE UNIQUE INDEX "client_merges_standing_key" ON "client_merges" ("source_id") WHERE "undone_at" IS NULL;
-- What is to be forgotten after 30 days.
CREATE INDEX "client_merges_undo_idx" ON "client_merges" ("merged_at") WHERE "undo" IS NOT NULL;
