-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "opening_exceptions" JSONB;
