import type { Stage } from './stage.ts';

/**
 * Triggers in the drill's own database that make the application slow where it ships with no means to be: a client named
 * `Lento 1.5 …` takes a second and a half to write.
 */
export async function writeSlowly(stage: Stage): Promise<void> {
  await stage.rows(`
    CREATE FUNCTION drill_slow_client() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(split_part(NEW.name, ' ', 2)::numeric); RETURN NEW; END $$`);
  await stage.rows(`
    CREATE TRIGGER drill_slow_client BEFORE INSERT OR UPDATE OF name ON clients
    FOR EACH ROW WHEN (NEW.name LIKE 'Lento %') EXECUTE FUNCTION drill_slow_client()`);
}

/** Each refresh of the figures waits so long before its last write, the watermark. */
export async function refreshSlowly(stage: Stage, seconds: number): Promise<void> {
  await stage.rows(`
    CREATE OR REPLACE FUNCTION drill_slow_refresh() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_sleep(${seconds}); RETURN NEW; END $$`);
  await stage.rows(`
    CREATE OR REPLACE TRIGGER drill_slow_refresh BEFORE INSERT OR UPDATE ON kpi_watermark
    FOR EACH ROW WHEN (NEW.name NOT LIKE '% whole') EXECUTE FUNCTION drill_slow_refresh()`);
}

/** Sessions of the application that sleep in such a trigger; each tells which replica's it is. */
export async function sleepers(stage: Stage): Promise<string[]> {
  const rows = await stage.rows<{ name: string }>(
    "SELECT application_name AS name FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND application_name LIKE 'nexus-crm %'",
  );
  return rows.map(({ name }) => name.replace('nexus-crm ', ''));
}
