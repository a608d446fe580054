import { setTimeout as wait } from 'node:timers/promises';
import { stringify } from 'csv-stringify/sync';
import { Problem } from '../support/problem.mjs';
import { say } from '../support/progress.mjs';

const POLL_MS = 300;
const SHOWN_ERRORS = 10;

/** The sample's names of countries that no list of countries has. */
const COUNTRIES = { Philipines: 'Philippines', Korea: 'South Korea' };

const ACCOUNTS = {
  name: 'account',
  externalId: 'account',
  country: 'office_location',
  tags: 'sector',
  owner: 'owner',
};
const DEALS = {
  externalId: 'opportunity_id',
  title: 'product',
  owner: 'sales_agent',
  client: 'account',
  stage: 'deal_stage',
  createdAt: 'engage_date',
  closedAt: 'close_date',
  amount: 'close_value',
};

/** The accounts become clients; the sample names no owner for them, so each goes to the agent who has most of its deals. */
export function importAccounts(api, { accounts, deals, agents }, tell) {
  const rows = accounts.map((row) => ({
    ...row,
    office_location: COUNTRIES[row.office_location] ?? row.office_location,
    owner: busiestAgent(
      deals.filter(({ account }) => account === row.account),
      agents,
    ),
  }));
  return bring(api, { type: 'clients', fileName: 'accounts.csv', rows, mapping: ACCOUNTS }, tell);
}

/** The deals with their dates; why one was lost is not in the sample. */
export function importDeals(api, { deals, agents }, pipeline, tell) {
  const rows = deals.map((row) => ({ ...row, sales_agent: emailOf(row.sales_agent, agents) }));
  const defaults = { pipeline, lostReason: 'OTHER', lostNote: 'Not recorded in the source' };
  return bring(
    api,
    { type: 'opportunities', fileName: 'sales_pipeline.csv', rows, mapping: DEALS, defaults },
    tell,
  );
}

function emailOf(name, agents) {
  return agents.find((agent) => agent.name === name)?.email ?? name;
}

function busiestAgent(deals, agents) {
  const counts = new Map();
  for (const { sales_agent: name } of deals) counts.set(name, (counts.get(name) ?? 0) + 1);
  const [most] = [...counts].sort(([one, fewer], [other, more]) => more - fewer || (one < other ? -1 : 1));
  return most ? emailOf(most[0], agents) : '';
}

/** One file through dry run and commit. Keyed by its own ids, so that a second run changes nothing. */
async function bring(api, { type, fileName, rows, mapping, defaults }, tell) {
  const form = new FormData();
  form.set('type', type);
  form.set('key', 'externalId');
  form.set('mapping', JSON.stringify(mapping));
  if (defaults) form.set('defaults', JSON.stringify(defaults));
  form.set('file', new Blob([stringify(rows, { header: true })], { type: 'text/csv' }), fileName);

  const { id } = await api.post('/imports', form);
  const checked = await resting(api, id, 'READY', (state) => tell(`checking, ${state.total} rows read`));
  if (checked.failed > 0) await showErrors(api, id, checked.failed);
  await api.post(`/imports/${id}/commit`);
  const written = ({ created, updated, skipped }) => created + updated + skipped;
  const done = await resting(api, id, 'COMMITTED', (state) =>
    tell(`${written(state)} of ${state.total} written`),
  );
  say(
    `  ${done.created} created, ${done.updated} updated, ${done.skipped} there already, ${done.failed} failed`,
  );
  return done;
}

async function resting(api, id, wanted, tell) {
  for (;;) {
    const state = await api.get(`/imports/${id}`);
    if (state.status === wanted) return state;
    if (state.status === 'FAILED') throw new Problem(`the import failed: ${state.failure}`);
    tell(state);
    await wait(POLL_MS);
  }
}

async function showErrors(api, id, failed) {
  const { items } = await api.get(`/imports/${id}/errors?limit=${SHOWN_ERRORS}`);
  say(`  ${failed} rows can't be imported, such as:`);
  for (const { row, column, value, message } of items)
    say(`    row ${row}, ${column}${value === null ? '' : ` “${value}”`}: ${message}`);
}
