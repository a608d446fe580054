-- CreateEnum
CREATE TYPE "SummaryLanguage" AS ENUM ('it', 'en');

-- CreateTable
CREATE TABLE "summary_subscriptions" (
    "user_id" UUID NOT NULL,
    "weekday" SMALLINT NOT NULL,
    "time" TEXT NOT NULL,
    "language" "SummaryLanguage" NOT NULL,
    "dashboard_id" UUID,
    "next_due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "summary_subscriptions_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "summary_letters" (
    "user_id" UUID NOT NULL,
    "due_on" DATE NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "outcome" "LetterOutcome",

    CONSTRAINT "summary_letters_pkey" PRIMARY KEY ("user_id","due_on")
);

-- CreateIndex
CREATE INDEX "summary_subscriptions_next_due_at_idx" ON "summary_subscriptions"("next_due_at");

-- CreateIndex
CREATE INDEX "summary_subscriptions_dashboard_id_idx" ON "summary_subscriptions"("dashboard_id");

-- AddForeignKey
ALTER TABLE "summary_subscriptions" ADD CONSTRAINT "summary_subscriptions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_subscriptions" ADD CONSTRAINT "summary_subscriptions_dashboard_id_fkey" FOREIGN KEY ("dashboard_id") REFERENCES "dashboards"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "summary_letters" ADD CONSTRAINT "summary_letters_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "summary_subscriptions"
  ADD CONSTRAINT "summary_subscriptions_weekday" CHECK ("weekday" BETWEEN 1 AND 7),
  ADD CONSTRAINT "summary_subscriptions_time" CHECK ("time" ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$');
ALTER TABLE "summary_letters" ADD CONSTRAINT "summary_letters_end_has_outcome" CHECK (("ended_at" IS NULL) = ("outcome" IS NULL));
CREATE INDEX "summary_letters_waiting_idx" ON "summary_letters" ("next_try_at") WHERE "ended_at" IS NULL;
