import { PERMISSIONS, PROTECTED_FIELD_NAMES, protectionOf, VOCABULARY } from '../../platform/access/index.js';
import { ROLE_PERMISSIONS, SEEDED_ROLES } from './role-permissions.js';

/** The tables of `docs/access.md`, by the name of the place where they stand. */
const TABLES: Readonly<Record<string, () => string[][]>> = {
  roles: () => [
    ['Permission', ...SEEDED_ROLES, 'What it allows'],
    ...PERMISSIONS.map((permission) => [
      `\`${permission}\``,
      ...SEEDED_ROLES.map((role) => ROLE_PERMISSIONS[role][permission] ?? '–'),
      VOCABULARY[permission].description,
    ]),
  ],
  fields: () => [
    ['Field', 'What it holds', 'Names in the journal and in files', 'Seen by'],
    ...PROTECTED_FIELD_NAMES.map((field) => {
      const { description, names, onlyFor } = protectionOf(field);
      const seenBy =
        onlyFor === undefined ? 'every role that does not hide it' : `only the row’s \`${onlyFor}\``;
      return [`\`${field}\``, description, Object.values(names).flat().join(', '), seenBy];
    }),
  ],
};

/** The page with its tables made anew from the code; all else stays as it is. */
export function withTables(page: string): string {
  return Object.entries(TABLES).reduce((text, [name, rows]) => {
    const place = new RegExp(`(<!-- ${name}:begin -->).*?(<!-- ${name}:end -->)`, 's');
    return text.replace(place, (_, begin: string, end: string) => `${begin}\n\n${aligned(rows())}\n\n${end}`);
  }, page);
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n');
}
