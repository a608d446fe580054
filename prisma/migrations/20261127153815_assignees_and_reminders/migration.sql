-- AlterTable
ALTER TABLE "activities" ADD COLUMN     "assignee_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "remind_at" TIMESTAMPTZ(3),
ADD COLUMN     "remind_minutes_before" INTEGER,
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3);

ALTER TABLE "activities" ADD CONSTRAINT "activities_remind_minutes" CHECK ("remind_minutes_before" BETWEEN 0 AND 40320);
ALTER TABLE "activities" ADD CONSTRAINT "activities_assignees" CHECK (
  cardinality("assignee_ids") <= 20 AND "owner_id" <> ALL ("assignee_ids") AND array_position("assignee_ids", NULL) IS NULL);

-- What is still to be done, of one person, by when; whom else it concerns; whom to remind.
CREATE INDEX "activities_open_due_idx" ON "activities" ("owner_id", "due_at", "id") WHERE "deleted_at" IS NULL AND "done_at" IS NULL;
CREATE INDEX "activities_open_reminder_idx" ON "activities" ("owner_id", "remind_at", "id")
  WHERE "deleted_at" IS NULL AND "done_at" IS NULL AND "remind_at" IS NOT NULL;
CREATE INDEX "activities_assignees_idx" ON "activities" USING gin ("assignee_ids");
CREATE INDEX "activities_to_remind_idx" ON "activities" ("remind_at")
  WHERE "deleted_at" IS NULL AND "done_at" IS NULL AND "reminded_at" IS NULL AND "remind_at" IS NOT NULL;
CREATE INDEX "activities_subject_idx" ON "activities" USING gin ("subject" gin_trgm_ops) WHERE "deleted_at" IS NULL;
