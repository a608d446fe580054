import { assertWhole, type Instance, UnreadableInstance } from './instance.ts';

/** Nothing but numbers: `n`, an n × n table (visits included in the travel), then n rows `open close`. */
export function readMatrix(text: string): Instance {
  const numbers = numbersOf(text).map(Number);
  const [n = 0] = numbers;
  if (!Number.isInteger(n) || n < 2) throw new UnreadableInstance('it does not begin with a number of nodes');
  if (numbers.length < 1 + n * n + 2 * n)
    throw new UnreadableInstance(`it says ${n} nodes and holds ${numbers.length} numbers, too few`);
  const matrix = Array.from({ length: n }, (_, i) => numbers.slice(1 + i * n, 1 + (i + 1) * n));
  const nodes = Array.from({ length: n }, (_, i) => {
    const at = 1 + n * n + 2 * i;
    return { window: [numbers[at] ?? NaN, numbers[at + 1] ?? NaN] as const, service: 0, demand: 0 };
  });
  return assertWhole({ matrix, nodes, vehicles: 1 });
}

/** The words of a file, lines of remarks left out. */
export function numbersOf(text: string): string[] {
  return text
    .replace(/^[ \t]*(#|!|\/\/).*$/gm, '')
    .split(/\s+/)
    .filter(Boolean);
}
