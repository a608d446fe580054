// npm run bench:costly [-- seconds]: how long plain reads take while somebody keeps twenty exports and plans going at once.
import { cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { runMain } from '../scripts/support/problem.mjs';
import { startOwnInstance } from './support/own-instance.mjs';

const SECONDS = Number(process.argv[2] ?? 30);
const CLIENTS = 20_000;
const AT_ONCE = 20;
const READS = ['/clients?limit=25', '/clients?q=tabaccheria%201&limit=25', '/visits?limit=25', '/auth/me'];

async function main() {
  // Of how many there are in a minute nothing is held back here: that would only make it easier.
  const own = await startOwnInstance({ COSTLY_PER_MINUTE: '1000000' });
  try {
    const call = await callerOf(own);
    await bringClients(call);
    console.log(
      `${cpus()[0]?.model.trim()} × ${cpus().length}, Node ${process.version}, ${CLIENTS} clients\n`,
    );
    console.log('plain reads            number   p50 ms   p99 ms');
    await reads(call, 5);
    report('alone', await reads(call, SECONDS));
    const stop = new AbortController();
    const counts = { done: 0, refused: 0 };
    const others = Array.from({ length: AT_ONCE }, () => expensive(call, counts, stop.signal));
    report(`with ${AT_ONCE} exports`, await reads(call, SECONDS));
    stop.abort();
    await Promise.all(others);
    console.log(
      `\n${counts.done} exports of ${CLIENTS} rows went through, ${counts.refused} were told to come back`,
    );
    return 0;
  } finally {
    await own.stop();
  }
}

async function callerOf({ url, email, password }) {
  const base = `${url}/api/v1`;
  const body = JSON.stringify({ email, password });
  const headers = { 'content-type': 'application/json' };
  const { accessToken } = await (await fetch(`${base}/auth/login`, { method: 'POST', headers, body })).json();
  return (path, options) =>
    fetch(`${base}${path}`, { ...options, headers: { authorization: `Bearer ${accessToken}` } });
}

async function bringClients(call) {
  const rows = Array.from({ length: CLIENTS }, (_, serial) => `K${serial};Tabaccheria ${serial};Milano;MI`);
  const form = new FormData();
  form.set('type', 'clients');
  form.set('file', new Blob([['Codice cliente;Nome;Città;Provincia', ...rows].join('\n')]), 'clienti.csv');
  const { id } = await (await call('/imports', { method: 'POST', body: form })).json();
  await reaches(call, id, 'READY');
  await call(`/imports/${id}/commit`, { method: 'POST' });
  await reaches(call, id, 'COMMITTED');
}

async function reaches(call, id, wanted) {
  for (;;) {
    const { status, failure } = await (await call(`/imports/${id}`)).json();
    if (status === wanted) return;
    if (status === 'FAILED') throw new Error(failure);
    await wait(200);
  }
}

/** One after the other, each kind in its turn. @returns {Promise<number[]>} milliseconds */
async function reads(call, seconds) {
  const times = [];
  const end = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    const started = performance.now();
    const answer = await call(READS[turn % READS.length]);
    await answer.text();
    if (!answer.ok) throw new Error(`a plain read was answered with ${answer.status}`);
    times.push(performance.now() - started);
  }
  return times;
}

/** Asks again as soon as it was answered; who was refused waits a tenth of a second, not the two that it was told. */
async function expensive(call, counts, signal) {
  while (!signal.aborted) {
    const answer = await call('/clients/export.csv');
    await answer.arrayBuffer();
    if (answer.ok) counts.done += 1;
    else if (answer.status === 429) counts.refused += 1;
    else throw new Error(`an export was answered with ${answer.status}`);
    if (!answer.ok) await wait(100);
  }
}

function report(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(sorted.length * share)].toFixed(1).padStart(9);
  console.log(`${name.padEnd(20)} ${String(times.length).padStart(8)}${at(0.5)}${at(0.99)}`);
}

await runMain(main);
