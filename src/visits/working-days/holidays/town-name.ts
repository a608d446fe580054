/** A town's name as a key: `Forlì`, `forli'` and `FORLI` are one, `Reggio nell'Emilia` and `Reggio Emilia` too. */
export function townKey(name: string): string {
  const words = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return OTHER_NAMES.get(words) ?? words;
}

/** Names that people write beside the official one. */
const OTHER_NAMES = new Map([
  ['reggio nell emilia', 'reggio emilia'],
  ['reggio di calabria', 'reggio calabria'],
  ['aquila', 'l aquila'],
  ['mestre', 'venezia'],
  ['bozen', 'bolzano'],
  ['bolzano bozen', 'bolzano'],
  ['meran', 'merano'],
  ['aoste', 'aosta'],
  ['massa carrara', 'massa'],
  ['porto maurizio', 'imperia'],
  ['oneglia', 'imperia'],
  ['ostia', 'roma'],
  ['lido di ostia', 'roma'],
]);
