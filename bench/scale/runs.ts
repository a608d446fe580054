import { spawn } from 'node:child_process';
import { inProject } from '../../scripts/support/project.mjs';

/** A bench that is run as a process of its own, and read by what it prints. */
export interface Run {
  readonly name: string;
  readonly script: string;
  readonly full: readonly string[];
  readonly small: readonly string[];
}

/** One after the other: each wants the machine for itself. */
export const RUNS: readonly Run[] = [
  { name: 'lists and search', script: 'bench/registry.ts', full: ['1000000'], small: ['20000'] },
  {
    name: 'the same over fewer clients',
    script: 'bench/registry.ts',
    full: ['10000'],
    small: ['5000'],
  },
  {
    name: 'refresh and reports',
    script: 'bench/analytics.ts',
    // The naive queries of every report, reader and period take most of a day.
    full: ['--parts', '0.1,1', '--naive', 'all/year'],
    small: ['--parts', '0.001,0.01', '--folder', '.data/bench-small'],
  },
  { name: 'import', script: 'bench/import.mjs', full: ['100000', '--rounds', '3'], small: ['5000'] },
  { name: 'planning', script: 'bench/planning.mjs', full: ['3'], small: ['1'] },
  { name: 'who is due', script: 'bench/due.ts', full: [], small: ['2000'] },
];

export interface Outcome {
  /** 0: every answer was right. */
  code: number | null;
  lines: string[];
}

/** Shows what the bench says while it says it. */
export function run(script: string, options: readonly string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['--no-warnings', inProject(script), ...options], {
    cwd: inProject(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, lines: said.split('\n') }));
  });
}
