-- CreateEnum
CREATE TYPE "BulkAction" AS ENUM ('ASSIGN', 'TAG', 'UNTAG', 'LIFECYCLE', 'DELETE');

-- CreateEnum
CREATE TYPE "BulkStatus" AS ENUM ('RUNNING', 'DONE');

-- CreateEnum
CREATE TYPE "BulkItemStatus" AS ENUM ('WAITING', 'DONE', 'SKIPPED', 'REFUSED');

-- CreateTable
CREATE TABLE "bulk_operations" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "action" "BulkAction" NOT NULL,
    "status" "BulkStatus" NOT NULL DEFAULT 'RUNNING',
    "input" JSONB NOT NULL DEFAULT '{}',
    "total" INTEGER NOT NULL,
    "request_id" TEXT,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_operations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_items" (
    "operation_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "client_id" UUID NOT NULL,
    "version" INTEGER,
    "status" "BulkItemStatus" NOT NULL DEFAULT 'WAITING',
    "code" TEXT,
    "detail" TEXT,

    CONSTRAINT "bulk_items_pkey" PRIMARY KEY ("operation_id","position")
);

-- CreateIndex
CREATE INDEX "bulk_operations_created_by_id_created_at_id_idx" ON "bulk_operations"("created_by_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "bulk_operations_created_at_id_idx" ON "bulk_operations"("created_at", "id");

-- CreateIndex
CREATE INDEX "bulk_operations_status_idx" ON "bulk_operations"("status");

-- CreateIndex
CREATE INDEX "bulk_items_operation_id_status_position_idx" ON "bulk_items"("operation_id", "status", "position");

-- AddForeignKey
ALTER TABLE "bulk_operations" ADD CONSTRAINT "bulk_operations_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "bulk_operations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A refusal always says why, and nothing else does.
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_refused_has_code" CHECK (("status" = 'REFUSED') = ("code" IS NOT NULL));
