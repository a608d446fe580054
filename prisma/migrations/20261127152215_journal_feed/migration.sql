-- DropIndex
DROP INDEX "journal_transaction_idx";

-- CreateIndex
CREATE INDEX "journal_transaction_id_idx" ON "journal"("transaction", "id");
