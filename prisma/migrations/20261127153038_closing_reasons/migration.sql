-- Why deals are won or lost becomes a table that admins fill. The reasons given so far stay as they are: keys of it.
ALTER TABLE "opportunities" ADD COLUMN     "competitor" TEXT,
ADD COLUMN     "won_note" TEXT,
ADD COLUMN     "won_reason" TEXT,
ALTER COLUMN "lost_reason" TYPE TEXT USING "lost_reason"::text;

-- DropEnum
DROP TYPE "LostReason";

-- CreateTable
CREATE TABLE "closing_reasons" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "outcome" "StageKind" NOT NULL,
    "key" TEXT NOT NULL,
    "label_it" TEXT NOT NULL,
    "label_en" TEXT NOT NULL,
    "needs_note" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "closing_reasons_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "closing_reasons_outcome_key_key" ON "closing_reasons"("outcome", "key");

ALTER TABLE "closing_reasons" ADD CONSTRAINT "closing_reasons_outcome" CHECK ("outcome" <> 'OPEN');
ALTER TABLE "closing_reasons" ADD CONSTRAINT "closing_reasons_key" CHECK ("key" ~ '^[A-Z][A-Z0-9_]*$');

INSERT INTO "closing_reasons" ("outcome", "key", "label_it", "label_en", "needs_note", "position") VALUES
  ('LOST', 'PRICE', 'Prezzo troppo alto', 'Price too high', false, 1),
  ('LOST', 'COMPETITOR', 'Ha scelto un concorrente', 'Chose a competitor', false, 2),
  ('LOST', 'NO_BUDGET', 'Budget insufficiente', 'No budget', false, 3),
  ('LOST', 'NO_NEED', 'Nessuna esigenza', 'No need', false, 4),
  ('LOST', 'NO_RESPONSE', 'Nessuna risposta', 'No response', false, 5),
  ('LOST', 'TIMING', 'Momento non adatto', 'Wrong moment', false, 6),
  ('LOST', 'OTHER', 'Altro', 'Other', true, 7),
  ('WON', 'PRICE', 'Prezzo e condizioni', 'Price and terms', false, 1),
  ('WON', 'RANGE', 'Assortimento', 'Range of products', false, 2),
  ('WON', 'SERVICE', 'Servizio e assistenza', 'Service and support', false, 3),
  ('WON', 'RELATIONSHIP', 'Rapporto con l’agente', 'Relationship with the agent', false, 4),
  ('WON', 'DELIVERY', 'Tempi di consegna', 'Delivery times', false, 5),
  ('WON', 'PROMOTION', 'Promozione', 'Promotion', false, 6),
  ('WON', 'OTHER', 'Altro', 'Other', true, 7);

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_status_lost_reason_fkey" FOREIGN KEY ("status", "lost_reason") REFERENCES "closing_reasons"("outcome", "key") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_status_won_reason_fkey" FOREIGN KEY ("status", "won_reason") REFERENCES "closing_reasons"("outcome", "key") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What is said of one outcome stands on deals with that outcome only; that a lost deal has a reason is a rule already.
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_lost_details" CHECK ("status" = 'LOST' OR ("lost_note" IS NULL AND "competitor" IS NULL));
ALTER TABLE "opportunities" ADD CONSTRAINT "opportunities_won_details" CHECK ("status" = 'WON' OR ("won_reason" IS NULL AND "won_note" IS NULL));

CREATE INDEX "opportunities_by_lost_reason_idx" ON "opportunities" ("lost_reason", "closed_at", "id") WHERE "deleted_at" IS NULL AND "status" = 'LOST';
