/**
 * Leaves the demo company so many clients, with all that belongs to them: the fixture is to be small. Knows no table by
 * name but the clients, so that it fits every release.
 * @param {number} clients
 */
export const leaveFewClients = (clients) => `
  BEGIN;
  SET LOCAL session_replication_role = replica;
  DELETE FROM clients WHERE id NOT IN (SELECT id FROM clients ORDER BY created_at, id LIMIT ${clients});
  DO $$
  DECLARE link record; gone bigint; deleted bigint := 1;
  BEGIN
    WHILE deleted > 0 LOOP
      deleted := 0;
      FOR link IN
        SELECT conrelid::regclass AS child, a.attname AS child_column, confrelid::regclass AS parent, b.attname AS parent_column
        FROM pg_constraint
          JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[1]
          JOIN pg_attribute b ON b.attrelid = confrelid AND b.attnum = confkey[1]
        WHERE contype = 'f' AND cardinality(conkey) = 1
        UNION
        SELECT c.oid::regclass, 'client_id', 'clients'::regclass, 'id'
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'
        WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
      LOOP
        EXECUTE format('DELETE FROM %s c WHERE %2$I IS NOT NULL AND NOT EXISTS (SELECT FROM %3$s p WHERE p.%4$I = c.%2$I)',
          link.child, link.child_column, link.parent, link.parent_column);
        GET DIAGNOSTICS gone = ROW_COUNT;
        deleted := deleted + gone;
      END LOOP;
    END LOOP;
  END $$;
  COMMIT;`;
