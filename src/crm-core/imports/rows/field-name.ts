/** Where the word that people choose from is not that of most spreadsheets. */
const CALLED: Readonly<Record<string, string>> = { externalId: 'Codice del gestionale' };

/** What people who read Italian call a field: `Ragione sociale`. */
export function inItalian(field: string, names: readonly string[]): string {
  const name = CALLED[field] ?? names[0] ?? field;
  return name.charAt(0).toUpperCase() + name.slice(1);
}
