-- CreateIndex
CREATE INDEX "journal_action_id_idx" ON "journal"("action", "id");
