-- CreateEnum
CREATE TYPE "WebhookStatus" AS ENUM ('ACTIVE', 'PAUSED');

-- CreateEnum
CREATE TYPE "WebhookPause" AS ENUM ('BY_HAND', 'GONE', 'FAILING');

-- CreateEnum
CREATE TYPE "WebhookDeliveryStatus" AS ENUM ('PENDING', 'DELIVERED', 'DEAD');

-- CreateTable
CREATE TABLE "webhook_subscriptions" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "url" TEXT NOT NULL,
    "description" TEXT,
    "events" TEXT[],
    "status" "WebhookStatus" NOT NULL DEFAULT 'ACTIVE',
    "pause" "WebhookPause",
    "include_personal_data" BOOLEAN NOT NULL DEFAULT false,
    "include_protected_fields" BOOLEAN NOT NULL DEFAULT false,
    "secret" BYTEA NOT NULL,
    "key_id" TEXT NOT NULL,
    "former_secret" BYTEA,
    "former_key_id" TEXT,
    "former_until" TIMESTAMPTZ(3),
    "starts_after" pg_snapshot DEFAULT pg_current_snapshot(),
    "failing_since" TIMESTAMPTZ(3),
    "rests_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_subscriptions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "subscription_id" UUID NOT NULL,
    "journal_id" BIGINT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "status" "WebhookDeliveryStatus" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL,
    "leased_until" TIMESTAMPTZ(3),
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_error" TEXT,
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_feed" (
    "name" TEXT NOT NULL,
    "transaction" BIGINT NOT NULL,
    "journal_id" BIGINT NOT NULL,
    "floor_id" BIGINT NOT NULL DEFAULT 0,
    "seen_id" BIGINT NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "webhook_feed_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "webhook_subscriptions_created_at_id_idx" ON "webhook_subscriptions"("created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_subscription_id_created_at_id_idx" ON "webhook_deliveries"("subscription_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_subscription_id_status_created_at_id_idx" ON "webhook_deliveries"("subscription_id", "status", "created_at", "id");

-- CreateIndex
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_subscription_id_journal_id_key" ON "webhook_deliveries"("subscription_id", "journal_id");

-- AddForeignKey
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "webhook_subscriptions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits, receiver by receiver in the order of the journal, and what of a record waits before something else of it.
CREATE INDEX "webhook_deliveries_waiting_idx" ON "webhook_deliveries"("subscription_id", "journal_id") WHERE status = 'PENDING';
CREATE INDEX "webhook_deliveries_waiting_of_record_idx" ON "webhook_deliveries"("subscription_id", "entity_id", "journal_id") WHERE status = 'PENDING';

ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_pause_says_why" CHECK ((status = 'PAUSED') = (pause IS NOT NULL));
