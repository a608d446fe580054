import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fieldDays } from './routes/field-days.ts';
import { fourWeeks } from './routes/four-weeks.ts';
import { readFolder } from './routes/folder.ts';
import { UnreadableInstance } from './routes/instance.ts';
import { publishedInstances } from './routes/published.ts';

const USAGE = `npm run bench:routes -- [folder or file …] [options]
  --iterations 1500   search steps on each published instance
  --seeds 1,2,3       one run of each instance for each seed
  --decimals 0        decimals kept of distances between coordinates (files of one vehicle; 0 for Dumas); all by default
  --days 10           generated field days of each kind; 0: none
  --long              measure the field days against runs ten times as long
  --minutes 15        begins nothing more after so long
Best known costs come from best-known.json or a table in SOURCES.md, in the folder or below it.`;

class BadUsage extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      iterations: { type: 'string', default: '1500' },
      seeds: { type: 'string', default: '1,2,3' },
      decimals: { type: 'string' },
      days: { type: 'string', default: '10' },
      long: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '15' },
      help: { type: 'boolean', default: false },
    },
  });
  const whole = (name: string, text: string, most: number): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new BadUsage(`--${name} takes a whole number up to ${most}, not ${text}`);
    return value;
  };
  return {
    folders: positionals.map(fromWhereItWasTyped),
    help: values.help,
    long: values.long,
    iterations: whole('iterations', values.iterations, 1_000_000),
    seeds: values.seeds.split(',').map((seed) => whole('seeds', seed, 2 ** 31)),
    decimals: values.decimals === undefined ? null : whole('decimals', values.decimals, 9),
    days: whole('days', values.days, 10_000),
    until: performance.now() + 60_000 * whole('minutes', values.minutes, 10_000),
  };
}

/** npm changes to the project's folder before it runs a script. */
function fromWhereItWasTyped(folder: string): string {
  const typed = resolve(process.env.INIT_CWD ?? '.', folder);
  return existsSync(typed) ? typed : resolve(folder);
}

function defaultFolders(): string[] {
  const folder = resolve(process.env.NEXUS_ROUTING_DATA ?? '../shared/data/routing');
  if (existsSync(folder)) return [folder];
  console.log('Published instances: no folder was named, so only generated days.\n');
  return [];
}

try {
  const { folders, help, iterations, seeds, decimals, days, long, until } = readArguments();
  if (help) console.log(USAGE);
  else {
    for (const folder of folders.length > 0 ? folders : defaultFolders()) {
      const content = readFolder(folder, decimals);
      console.log(
        `${folder}: ${content.found.length} instances, ${iterations} iterations, seeds ${seeds.join(', ')}`,
      );
      if (content.found.length > 0) publishedInstances(content, { iterations, seeds, until });
      for (const { name, why } of content.unread) console.log(`Not read: ${name}: ${why}.`);
      console.log('');
    }
    if (days > 0) {
      console.log('Generated field days, the iterations of the application');
      fieldDays({ days, long, until });
      console.log('\nFour weeks of one agent, 300 clients once each');
      fourWeeks();
    }
  }
} catch (error) {
  // Only what the person at the keyboard can mend is told in a line.
  const mendable = error instanceof BadUsage || error instanceof UnreadableInstance || isParseError(error);
  if (!mendable) throw error;
  console.error(`${error.message}\n\n${USAGE}`);
  process.exitCode = 1;
}

function isParseError(error: unknown): error is Error {
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
