-- CreateTable
CREATE TABLE "erasures" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subjects" JSONB NOT NULL,
    "counts" JSONB NOT NULL,
    "held_until" DATE,
    "completed_at" TIMESTAMPTZ(3),
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "erasures_created_at_id_idx" ON "erasures"("created_at", "id");
