-- AlterTable
ALTER TABLE "imports" ADD COLUMN     "guessed" BOOLEAN NOT NULL DEFAULT false;
