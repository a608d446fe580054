-- AlterTable
ALTER TABLE "clients" ADD COLUMN     "check_in_radius_meters" INTEGER;

-- AlterTable
ALTER TABLE "visits" ADD COLUMN     "check_in_late_seconds" INTEGER,
ADD COLUMN     "check_out_late_seconds" INTEGER;

ALTER TABLE "clients" ADD CONSTRAINT "clients_check_in_radius" CHECK ("check_in_radius_meters" BETWEEN 50 AND 2000);
ALTER TABLE "visits" ADD CONSTRAINT "visits_late" CHECK ("check_in_late_seconds" > 0 AND "check_out_late_seconds" > 0);
