/** Tables that grow with the years of a company; what keeps one of them locked keeps the company waiting. */
const LARGE =
  'clients|contacts|opportunities|opportunity_stage_entries|opportunity_lines|activities|visits|journal|import_rows|client_spans|client_cadences|kpi_\\w+';

/** The table of a statement, however it is named. */
const named = (names: string): string =>
  `(?:ONLY )?(?:IF EXISTS )?(?:ONLY )?(?:"?public"?\\.)?"?(?<table>${names})\\b"?`;
const any = named('\\w+');
const large = named(LARGE);
const alter = (table: string): string => `^ALTER TABLE ${table}.*?[ ,]`;

const TAKES_AWAY = 'takes away what the running version reads';

const CARELESS: readonly (readonly [string, string])[] = [
  [
    `^CREATE (?:UNIQUE )?INDEX (?!CONCURRENTLY|IF NOT EXISTS).* ON ${large}`,
    'keeps writers out while it makes an index',
  ],
  [`${alter(large)}ALTER [^,]*?TYPE `, 'rewrites the table'],
  [`${alter(large)}ALTER [^,]*?SET NOT NULL`, 'reads the whole table under its strongest lock'],
  [
    `${alter(large)}ADD (?:CONSTRAINT "?\\w+"? )?(?:CHECK|FOREIGN KEY|NOT NULL)\\b(?!.* NOT VALID)`,
    'reads the whole table under a lock',
  ],
  [
    `${alter(large)}ADD (?:CONSTRAINT "?\\w+"? )?(?:PRIMARY KEY|UNIQUE|EXCLUDE)\\b(?!.* USING INDEX )`,
    'keeps everybody out while it makes an index',
  ],
  [
    `${alter(large)}ADD (?:COLUMN )?.*?(?:DEFAULT (?:gen_random_uuid|uuidv|clock_timestamp|random)|GENERATED\\b|SERIAL\\b)`,
    'rewrites the table',
  ],
  [
    `${alter(any)}(?:DROP (?!CONSTRAINT|EXPRESSION|IDENTITY|DEFAULT|NOT NULL)|RENAME (?!CONSTRAINT))`,
    TAKES_AWAY,
  ],
  [`^DROP TABLE ${any}`, TAKES_AWAY],
  [`^TRUNCATE (?:TABLE )?${any}`, TAKES_AWAY],
  [`^(?:WITH .*?[ (])?(?:UPDATE|DELETE FROM) ${large}`, 'locks every row that it changes until it ends'],
];

/** What stands for an explained statement, so that it is found again once the comments are gone. */
const EXPLAINED = '\u0001';

/**
 * What of a migration keeps a large table locked, or takes something from the version that still serves, but for
 * statements under a line that says that it is on purpose.
 */
export function carelessStatements(sql: string): string[] {
  const told = sql
    .replaceAll(/\$(\w*)\$.*?\$\1\$/gs, '')
    .replaceAll(/^-- On purpose: \S.*$/gm, EXPLAINED)
    .replaceAll(/--.*$/gm, '');
  const made = new Set(
    [
      ...told.matchAll(/CREATE (?:TEMP(?:ORARY)? )?TABLE (?:IF NOT EXISTS )?(?:"?public"?\.)?"?(\w+)"?/gi),
    ].map(([, name]) => name),
  );
  return told
    .split(';')
    .map((statement) => statement.trim().replaceAll(/\s+/g, ' '))
    .filter((statement) => !statement.includes(EXPLAINED))
    .flatMap((statement) =>
      CARELESS.flatMap(([pattern, why]) => {
        const table = new RegExp(pattern, 'i').exec(statement)?.groups?.['table'];
        return table && !made.has(table) ? [`${why}: ${statement.slice(0, 100)}`] : [];
      }),
    );
}
