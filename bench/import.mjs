// npm run bench:import -- [rows] [--rounds 3]: how many clients a second come in, and what that costs. Starts an instance of its own.
// With --url, --email and --password: a running instance is measured instead, by the clock alone.
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { signIn } from '../scripts/import-sample/session.mjs';
import { runMain } from '../scripts/support/problem.mjs';
import { startOwnInstance } from './support/own-instance.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    url: { type: 'string' },
    email: { type: 'string' },
    password: { type: 'string' },
    rounds: { type: 'string', default: '1' },
  },
});
const ROWS = Number(positionals[0] ?? 100_000);
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
  return [
    `${run}-${serial}`,
    `Tabaccheria n. ${serial}`,
    vatNumber(run * 1000 + serial),
    `02 ${String(1_000_000 + serial)}`,
    `bar${serial}@example.it`,
    `Via Roma ${serial % 200}`,
    postalCode,
    city,
    province,
    'prova',
  ].join(';');
}

async function main() {
  const rates = [];
  for (let round = 0; round < Number(values.rounds); round += 1) rates.push(await onInstance());
  rates.sort((one, other) => other - one);
  console.log(`rows/s: best ${rates[0]}, median ${rates[Math.floor(rates.length / 2)]} of ${rates.length}`);
  return 0;
}

async function onInstance() {
  const own = values.url ? undefined : await startOwnInstance();
  try {
    return await measure(await signIn(own ?? values), own?.usage ?? (() => undefined));
  } finally {
    await own?.stop();
  }
}

async function measure(api, usage) {
  const run = Math.floor(Date.now() / 1000) % 9000;
  const csv = [HEADER, ...Array.from({ length: ROWS }, (_, serial) => client(run, serial))].join('\n');
  const form = new FormData();
  form.set('type', 'clients');
  form.set('key', 'externalId');
  form.set('file', new Blob([csv]), 'bench.csv');

  const marks = [mark('', usage)];
  const { id } = await api.post('/imports', form);
  marks.push(mark('receive', usage));
  await untilIn(api, id, 'READY');
  marks.push(mark('dry run', usage));
  await api.post(`/imports/${id}/commit`);
  const { created, failed } = await untilIn(api, id, 'COMMITTED');
  marks.push(mark('commit', usage));

  const phases = marks.slice(1).map((after, index) => phase(after.name, marks[index], after));
  const all = phase('all', marks[0], marks.at(-1));
  console.table([...phases, all]);
  console.log(`${created} created, ${failed} failed, a file of ${(csv.length / 1_048_576).toFixed(1)} MB`);
  return all['rows/s'];
}

const mark = (name, usage) => ({ name, at: performance.now(), usage: usage() });

function phase(name, before, after) {
  const seconds = (after.at - before.at) / 1000;
  const spent = (what) => Math.round(((after.usage[what] - before.usage[what]) / ROWS) * 1e6);
  return {
    phase: name,
    seconds: seconds.toFixed(1),
    'rows/s': Math.round(ROWS / seconds),
    ...(after.usage && {
      'app CPU µs/row': spent('appCpu'),
      'database CPU µs/row': spent('databaseCpu'),
      'peak memory MB': Math.round(after.usage.peakMegabytes),
    }),
  };
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
