// node bench/import.mjs [--rows 100000] [--url …] [--email …] [--password …]: how many clients a second a running NEXUS-CRM imports.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn } from '../scripts/import-sample/session.mjs';
import { runMain } from '../scripts/support/problem.mjs';

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    url: { type: 'string', default: 'http://localhost:3000' },
    email: { type: 'string', default: 'admin@nexus.local' },
    password: { type: 'string', default: 'Agenti-In-Viaggio-2026' },
  },
});
const TOWNS = [
  ['Milano', 'MI', '20121'],
  ['Roma', 'RM', '00184'],
  ['Forlì', 'FC', '47121'],
  ['Bari', 'BA', '70121'],
];
const HEADER = 'Codice cliente;Ragione sociale;P.IVA;Telefono;E-mail;Indirizzo;CAP;Città;Provincia;Tag';

/** Eleven digits with a right check digit and an office of Milan's. */
function vatNumber(serial) {
  const digits = `${String(serial % 10_000_000).padStart(7, '0')}015`;
  const doubled = (digit, index) => (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2);
  const sum = [...digits].reduce((total, digit, index) => total + doubled(Number(digit), index), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

function client(run, serial) {
  const [city, province, postalCode] = TOWNS[serial % TOWNS.length];
  const phone = `02 ${String(1_000_000 + serial)}`;
  return [
    `${run}-${serial}`,
    `Tabaccheria n. ${serial}`,
    vatNumber(run * 1000 + serial),
    phone,
    `bar${serial}@example.it`,
    `Via Roma ${serial % 200}`,
    postalCode,
    city,
    province,
    'prova',
  ].join(';');
}

async function main() {
  const rows = Number(values.rows);
  const run = Math.floor(Date.now() / 1000) % 9000;
  const api = await signIn(values);
  const csv = [HEADER, ...Array.from({ length: rows }, (_, serial) => client(run, serial))].join('\n');
  const form = new FormData();
  form.set('type', 'clients');
  form.set('key', 'externalId');
  form.set('file', new Blob([csv]), 'bench.csv');

  const sent = performance.now();
  const { id } = await api.post('/imports', form);
  const received = performance.now();
  await untilIn(api, id, 'READY');
  const checked = performance.now();
  await api.post(`/imports/${id}/commit`);
  const { created, failed } = await untilIn(api, id, 'COMMITTED');
  const written = performance.now();
  const line = (what, milliseconds) =>
    console.log(
      `${what.padEnd(8)} ${(milliseconds / 1000).toFixed(1).padStart(6)} s  ${Math.round((rows / milliseconds) * 1000)} rows/s`,
    );
  line('receive', received - sent);
  line('dry run', checked - received);
  line('commit', written - checked);
  line('all', written - sent);
  console.log(`${created} created, ${failed} failed, a file of ${(csv.length / 1_048_576).toFixed(1)} MB`);
  return 0;
}

async function untilIn(api, id, wanted) {
  for (;;) {
    const state = await api.get(`/imports/${id}`);
    if (state.status === wanted) return state;
    if (state.status === 'FAILED') throw new Error(state.failure);
    await wait(200);
  }
}

await runMain(main);
