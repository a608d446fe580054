-- CreateEnum
CREATE TYPE "ViewResource" AS ENUM ('clients', 'opportunities');

-- CreateEnum
CREATE TYPE "ViewVisibility" AS ENUM ('PRIVATE', 'TEAM', 'PUBLIC');

-- CreateTable
CREATE TABLE "saved_views" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "resource" "ViewResource" NOT NULL,
    "name" TEXT NOT NULL,
    "visibility" "ViewVisibility" NOT NULL DEFAULT 'PRIVATE',
    "filter" JSONB NOT NULL DEFAULT '{}',
    "sort" TEXT,
    "columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "owner_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_views_name_id_idx" ON "saved_views"("name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_owner_id_resource_name_key" ON "saved_views"("owner_id", "resource", "name");

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
