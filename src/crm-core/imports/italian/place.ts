import { readProvince } from '../../clients/domain/provinces.js';
import type { Draft } from './draft.js';

/** `20121 Milano (MI)`, and its parts. */
const TOWN = /^(?:(?:I-|IT-)?(\d{5})\s+[-–]?\s*)?(.+?)(?:\s*[([/-]\s*([A-Za-z]{2})\s*[)\]]?)?$/;
/** What stands for a province of people abroad. */
const ABROAD = /^(EE|\(EE\)|ESTERO|NA)$/i;
/** How the CAP of the province of Naples begin. */
const NAPLES = /^80/;

export function mendPlace(draft: Draft, home: string): void {
  const country = draft.text('country') ?? home;
  noNullIsland(draft);
  mendProvince(draft, country);
  if (country === 'IT') partTown(draft);
}

function mendProvince(draft: Draft, country: string): void {
  const given = draft.text('province');
  if (given === undefined) return;
  if (country !== 'IT') return ABROAD.test(given) ? draft.set('province', undefined) : undefined;
  if (given.toUpperCase() === 'NA' && isElsewhere(draft.text('postalCode'))) return notNaples(draft);
  const known = readProvince(given);
  if (known !== undefined) return readAs(draft, given, known);
  const bare = given
    .replace(/^prov(incia)?\b\.?( di)?/i, '')
    .replace(/[()[\].]/g, '')
    .trim();
  const candidates = [bare, ...bare.split(/\s+[-–]\s+|\s*\/\s*/)];
  const found = candidates.map(readProvince).find((code) => code !== undefined);
  if (found !== undefined) readAs(draft, given, found);
}

/** `(MI)` and `MI - Milano` bear the letters themselves; of others it is said which ones were taken. */
function readAs(draft: Draft, given: string, code: string): void {
  const says = given
    .toUpperCase()
    .split(/[^A-Z]+/)
    .includes(code);
  if (says) return draft.set('province', code);
  draft.mend(
    'province',
    code,
    'PROVINCE_READ',
    `${given} is read as ${code}.`,
    `${given}: letto come ${code}.`,
  );
}

const isElsewhere = (postalCode: string | undefined): boolean =>
  postalCode !== undefined && !NAPLES.test(postalCode);

/** Programs of statistics write NA, “not available”, where nothing is known. */
function notNaples(draft: Draft): void {
  draft.mend(
    'province',
    undefined,
    'PROVINCE_NOT_NAPLES',
    'NA is Naples, but this CAP is elsewhere: the province is left out.',
    'NA è Napoli, ma questo CAP è altrove: la provincia è tralasciata.',
  );
}

/** Programs write 0 and 0 where no place was found; it is a point in the Gulf of Guinea. */
function noNullIsland(draft: Draft): void {
  const { latitude, longitude } = draft.values;
  if (latitude !== 0 || longitude !== 0) return;
  draft.set('longitude', undefined);
  draft.mend(
    'latitude',
    undefined,
    'COORDINATES_ZERO',
    'Latitude and longitude 0 are no place: both are left out.',
    'Latitudine e longitudine 0 non indicano un luogo: entrambe tralasciate.',
  );
}

/** A town that brings its CAP and its province along, where those have no cells of their own. */
function partTown(draft: Draft): void {
  const given = draft.text('city');
  if (given === undefined || !/\d|[([/-]/.test(given)) return;
  const [, postalCode, town = given, letters] = TOWN.exec(given) ?? [];
  const province = letters === undefined ? undefined : readProvince(letters);
  if (letters !== undefined && province === undefined) return;
  if (postalCode === undefined && province === undefined) return;
  draft.set('city', town);
  if (postalCode !== undefined && draft.text('postalCode') === undefined) draft.set('postalCode', postalCode);
  if (province !== undefined && draft.text('province') === undefined) draft.set('province', province);
}
