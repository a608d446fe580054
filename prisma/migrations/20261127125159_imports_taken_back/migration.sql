-- AlterEnum
ALTER TYPE "ImportStatus" ADD VALUE 'REVERTING' BEFORE 'REVERTED';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ImportRowStatus" ADD VALUE 'REVERTED';
ALTER TYPE "ImportRowStatus" ADD VALUE 'KEPT';

-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "failure_it" TEXT,
ADD COLUMN     "ignored" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "kept" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "notices" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "reverted" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reverted_by_id" UUID,
ADD COLUMN     "warned" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "import_rows" ADD COLUMN     "before" JSONB,
ADD COLUMN     "version" INTEGER,
ADD COLUMN     "warnings" JSONB;
