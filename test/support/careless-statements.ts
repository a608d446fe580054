/** Tables that grow with the years of a company; what keeps one of them locked keeps the company waiting. */
const LARGE =
  '"?(clients|contacts|opportunities|opportunity_stage_entries|opportunity_lines|activities|visits|journal|import_rows|client_spans|kpi_\\w+)\\b"?';

const CARELESS: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`CREATE (UNIQUE )?INDEX (?!CONCURRENTLY|IF NOT EXISTS)[^;]* ON ${LARGE}`, 'i'),
    'keeps writers out while it makes an index',
  ],
  [new RegExp(`ALTER TABLE ${LARGE}[^;]* (ALTER|SET DATA) [^;]*TYPE `, 'i'), 'rewrites the table'],
  [
    new RegExp(`ALTER TABLE ${LARGE}[^;]* SET NOT NULL`, 'i'),
    'reads the whole table under its strongest lock',
  ],
  [
    new RegExp(`ALTER TABLE ${LARGE}[^;]* ADD CONSTRAINT (?![^;]*NOT VALID)`, 'i'),
    'reads the whole table under a lock',
  ],
  [
    new RegExp(
      `ALTER TABLE ${LARGE}[^;]* ADD COLUMN [^;]*(DEFAULT (gen_random_uuid|uuidv|clock_timestamp|random)|GENERATED|SERIAL)`,
      'i',
    ),
    'rewrites the table',
  ],
  [
    new RegExp(`ALTER TABLE ${LARGE}[^;]* (DROP COLUMN|RENAME)`, 'i'),
    'takes away what the running version reads',
  ],
  [
    new RegExp(`(^|;)\\s*(UPDATE|DELETE FROM) ${LARGE}`, 'i'),
    'locks every row that it changes until it ends',
  ],
];

/**
 * What of a migration keeps a large table locked or takes it from the version that still serves; nothing where the file
 * says that it is on purpose.
 */
export function carelessStatements(sql: string): string[] {
  if (/^-- On purpose: \S/m.test(sql)) return [];
  const told = sql.replaceAll(/--.*$/gm, '').replaceAll(/\$(\w*)\$.*?\$\1\$/gs, '');
  const made = new Set([...told.matchAll(/CREATE TABLE "?(\w+)"?/gi)].map(([, name]) => name));
  return told
    .split(';')
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .flatMap((statement) =>
      CARELESS.flatMap(([pattern, why]) => {
        const found = pattern.exec(statement);
        const table = found && new RegExp(LARGE, 'i').exec(found[0])?.[1];
        return table && !made.has(table) ? [`${why}: ${statement.slice(0, 100)}`] : [];
      }),
    );
}
