-- The same sums as a backup's, for the drill.
BEGIN;
\ir ../../ops/backup/tables.sql
COMMIT;
