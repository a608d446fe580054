-- AlterEnum
ALTER TYPE "BulkAction" ADD VALUE 'MOVE';
ALTER TYPE "BulkAction" ADD VALUE 'REOPEN';
ALTER TYPE "BulkAction" ADD VALUE 'EXPECTED_CLOSE_DATE';

-- CreateEnum
CREATE TYPE "BulkResource" AS ENUM ('clients', 'opportunities');

-- Until now only clients were changed in bulk.
ALTER TABLE "bulk_operations" ADD COLUMN "resource" "BulkResource" NOT NULL DEFAULT 'clients';
ALTER TABLE "bulk_operations" ALTER COLUMN "resource" DROP DEFAULT;
ALTER TABLE "bulk_items" RENAME COLUMN "client_id" TO "entity_id";
