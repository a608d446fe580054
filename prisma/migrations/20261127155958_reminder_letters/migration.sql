-- CreateEnum
CREATE TYPE "LetterOutcome" AS ENUM ('SENT', 'REFUSED', 'FAILED', 'VOID');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "reminder_mails" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "reminder_letters" (
    "activity_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "remind_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" "LetterOutcome",

    CONSTRAINT "reminder_letters_pkey" PRIMARY KEY ("activity_id","user_id","remind_at")
);

-- CreateIndex
CREATE INDEX "reminder_letters_user_id_idx" ON "reminder_letters"("user_id");

-- AddForeignKey
ALTER TABLE "reminder_letters" ADD CONSTRAINT "reminder_letters_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder_letters" ADD CONSTRAINT "reminder_letters_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "reminder_letters" ADD CONSTRAINT "reminder_letters_end_has_outcome" CHECK (("ended_at" IS NULL) = ("outcome" IS NULL));
CREATE INDEX "reminder_letters_waiting_idx" ON "reminder_letters" ("next_try_at") WHERE "ended_at" IS NULL;
