-- What a board reads of its columns, and nothing else: open deals in the order of their cards, closed ones by their day.
CREATE INDEX "opportunities_board_open_idx" ON "opportunities" ("stage_id", "amount", "id")
  INCLUDE ("probability", "owner_id", "team_id") WHERE "deleted_at" IS NULL AND "status" = 'OPEN';
CREATE INDEX "opportunities_board_closed_idx" ON "opportunities" ("stage_id", "closed_at")
  INCLUDE ("amount", "id", "owner_id", "team_id") WHERE "deleted_at" IS NULL AND "status" <> 'OPEN';
