-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "headers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "import_rows" ADD COLUMN     "cells" JSONB;
