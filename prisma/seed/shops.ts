import type { Prisma } from '#app/platform/prisma/generated/client.js';
import { toDateColumn } from '#app/platform/time/rome.js';
import type { Calendar } from './calendar.ts';
import type { Random } from './random.ts';
import type { Staff } from './staff.ts';
import { TERRITORIES } from './towns.ts';

const PER_AGENT = 50;
const STREETS = [
  'Via Roma',
  'Via Garibaldi',
  'Corso Italia',
  'Via Mazzini',
  'Via Verdi',
  'Viale Europa',
  'Via Dante',
  'Piazza Matteotti',
  'Via Marconi',
  'Via XXV Aprile',
];
const OWNERS = [
  'Rossi',
  'Bianchi',
  'Esposito',
  'Romano',
  'Ricci',
  'Marino',
  'Greco',
  'Conti',
  'Bruno',
  'Costa',
  'Fontana',
  'Serra',
  'Villa',
  'Caruso',
  'Leone',
  'Longo',
  'Gatti',
  'Testa',
];
const FIRST_NAMES = [
  'Giuseppe',
  'Francesca',
  'Antonio',
  'Laura',
  'Roberto',
  'Silvia',
  'Stefano',
  'Paola',
  'Federico',
  'Valentina',
];
const KINDS = [
  {
    type: 'VAPE_SHOP',
    share: 0.5,
    names: ['Svapo', 'Vape Point', 'Nuvola', 'Cloud Corner', 'Aroma Lab'],
    days: 14,
  },
  { type: 'TABACCHERIA', share: 0.35, names: ['Tabaccheria', 'Tabacchi', 'Ricevitoria'], days: 28 },
  { type: 'PARAFARMACIA', share: 0.08, names: ['Parafarmacia'], days: 60 },
  { type: 'OTHER', share: 0.07, names: ['Emporio', 'Edicola', 'Bar'], days: 45 },
] as const;
const MORNING = ['09:00', '12:30'];
const AFTERNOON = ['15:30', '19:30'];
const ALL_DAY = ['09:30', '19:30'];

export type Shop = Prisma.ClientCreateManyInput & {
  id: string;
  createdAt: Date;
  latitude: number;
  longitude: number;
};

export interface Shops {
  clients: Shop[];
  contacts: Prisma.ContactCreateManyInput[];
}

/** Fifty shops for each agent, around the towns of the agent's territory. */
export function makeShops(random: Random, calendar: Calendar, staff: Staff): Shops {
  const clients = staff.agents.flatMap((agent, territory) =>
    Array.from({ length: PER_AGENT }, (_, number) => makeShop(random, calendar, agent.id, territory, number)),
  );
  return { clients, contacts: clients.flatMap((client) => makeContacts(random, client)) };
}

function makeShop(
  random: Random,
  calendar: Calendar,
  ownerId: string,
  territory: number,
  number: number,
): Shop {
  const [city, province, postalCode, latitude, longitude] = random.pick(TERRITORIES[territory] ?? []);
  const kind = pickKind(random);
  const createdAt = calendar.instant(-random.whole(30, 540), '10:00');
  const splitDay = random.chance(0.75);
  const owner = random.pick(OWNERS);
  return {
    id: random.uuid(createdAt),
    name: `${random.pick(kind.names)} ${owner} ${city}${number % 7 === 0 ? ' 2' : ''}`,
    kind: 'COMPANY',
    lifecycle: 'PROSPECT',
    source: random.pick(['fiera', 'passaparola', 'sito web', 'visita a freddo']),
    vatNumber: vatNumber(territory * PER_AGENT + number),
    sdiCode: random.chance(0.8) ? random.pick(['M5UXCR1', 'KRRH6B9', 'W7YVJK9', 'SUBM70N']) : '0000000',
    pecEmail: random.chance(0.6) ? `negozio${territory}${number}@pec.example` : null,
    email: `negozio${territory}${number}@example.com`,
    phone: `+3933${territory}${String(1_000_000 + random.whole(0, 8_999_999))}`,
    street: `${random.pick(STREETS)} ${random.whole(1, 180)}`,
    city,
    province,
    postalCode,
    // Within about a kilometre and a half of the town hall.
    latitude: round(latitude + (random.next() - 0.5) * 0.027),
    longitude: round(longitude + (random.next() - 0.5) * 0.038),
    pointOfSaleType: kind.type,
    admAuthorizationNumber:
      kind.type === 'VAPE_SHOP' ? `${province}LP${String(random.whole(10_000, 99_999))}` : null,
    admExpiresOn: kind.type === 'VAPE_SHOP' ? toDateColumn(calendar.date(random.whole(-20, 700))) : null,
    // Most go by their class, so that a new interval of the class is felt at once.
    visitIntervalDays: number % 5 === 0 ? kind.days : null,
    openingHours: openingHours(
      splitDay ? [MORNING, AFTERNOON] : [ALL_DAY],
      random.pick(['mon', 'mon', 'wed', null]),
    ),
    tags: random.chance(0.2) ? ['top'] : [],
    ownerId,
    createdById: ownerId,
    createdAt,
  };
}

function makeContacts(random: Random, { id, createdAt, ownerId }: Shop): Prisma.ContactCreateManyInput[] {
  const names = Array.from(
    { length: random.chance(0.3) ? 2 : 1 },
    () => `${random.pick(FIRST_NAMES)} ${random.pick(OWNERS)}`,
  );
  return names.map((fullName, index) => ({
    id: random.uuid(createdAt),
    clientId: id,
    fullName,
    role: index === 0 ? 'Titolare' : 'Commesso',
    phone: `+39348${random.whole(1_000_000, 9_999_999)}`,
    marketingConsent: random.chance(0.4),
    createdAt,
    createdById: ownerId,
  }));
}

function pickKind(random: Random): (typeof KINDS)[number] {
  let left = random.next();
  return KINDS.find(({ share }) => (left -= share) < 0) ?? KINDS[0];
}

function openingHours(weekday: string[][], closedOn: string | null): Prisma.InputJsonObject {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri']
    .filter((day) => day !== closedOn)
    .map((day) => [day, weekday] as const);
  return Object.fromEntries([...days, ['sat', [MORNING]]]);
}

/** A number that passes the check, from a block that no tax office has given out. */
function vatNumber(number: number): string {
  const body = `99${String(number).padStart(5, '0')}015`;
  const sum = [...body].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
