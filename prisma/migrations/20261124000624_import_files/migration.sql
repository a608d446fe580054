-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "encoding" TEXT NOT NULL,
ADD COLUMN     "separator" TEXT;

-- CreateTable
CREATE TABLE "import_chunks" (
    "import_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_chunks_pkey" PRIMARY KEY ("import_id","sequence")
);

-- CreateIndex
CREATE INDEX "import_chunks_received_at_idx" ON "import_chunks"("received_at");

-- An imported deal names its client as people write it: case and accents aside.
CREATE INDEX "clients_folded_name_idx" ON "clients" (("fold"("name"))) WHERE "deleted_at" IS NULL;
