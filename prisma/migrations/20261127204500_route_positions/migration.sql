-- Routes that still say where an agent stood, for the job that forgets it.
CREATE INDEX "routes_from_here_idx" ON "routes" ("created_at") WHERE "input" ? 'fromHere';
