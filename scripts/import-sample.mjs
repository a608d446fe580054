// npm run import:sample -- <folder>: brings a real sales history into a running NEXUS-CRM, through its API and nothing else.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { importAccounts, importDeals } from './import-sample/bring.mjs';
import { showOverview } from './import-sample/figures.mjs';
import { ensurePeople } from './import-sample/people.mjs';
import { ensurePipeline } from './import-sample/pipeline.mjs';
import { refreshFigures } from './import-sample/refresh.mjs';
import { readSample } from './import-sample/sample.mjs';
import { signIn } from './import-sample/session.mjs';
import { Problem, runMain } from './support/problem.mjs';
import { say, step } from './support/progress.mjs';

const USAGE = `usage: npm run import:sample -- <folder> [--url http://localhost:3000] [--email admin@nexus.local] [--password …] [--people-password …]
  <folder> holds accounts.csv, sales_pipeline.csv and sales_teams.csv; --people-password is given to the users that are created`;

const OPTIONS = {
  url: { type: 'string', default: 'http://localhost:3000' },
  email: { type: 'string', default: 'admin@nexus.local' },
  password: { type: 'string', default: 'Agenti-In-Viaggio-2026' },
  'people-password': { type: 'string', default: 'Storico-Vendite-2017' },
};

async function main() {
  const { folder, url, email, password, peoplePassword } = readArguments();
  const sample = await readSample(folder);
  const api = await signIn({ url, email, password });
  await step('teams, managers and agents', (tell) =>
    ensurePeople(api, sample, { password: peoplePassword, tell }),
  );
  const pipeline = await step('pipeline', () => ensurePipeline(api));
  await step(`${sample.accounts.length} accounts`, (tell) => importAccounts(api, sample, tell));
  await step(`${sample.deals.length} opportunities`, (tell) => importDeals(api, sample, pipeline, tell));
  await step('figures', (tell) => refreshFigures(api, tell));
  await showOverview(api);
  say(
    `\nManagers and agents sign in as ${sample.agents[0].email} and the like, with ${peoplePassword} (set when they were created).`,
  );
  return 0;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
    const [folder] = positionals;
    if (positionals.length !== 1) throw new Problem(USAGE);
    return { ...values, folder: resolve(folder), peoplePassword: values['people-password'] };
  } catch (error) {
    throw error.code?.startsWith('ERR_PARSE_ARGS') ? new Problem(`${error.message}\n${USAGE}`) : error;
  }
}

await runMain(main);
