import { assertWhole, type Instance, UnreadableInstance } from './instance.ts';

interface Table {
  readonly nodes: number;
  /** Numbers in a row of the windows: `open close`, or the node's number before them. */
  readonly columns: 2 | 3;
}

/** Nothing but numbers: `n`, an n × n table (visits included in the travel), then n rows `open close`. */
export function readMatrix(text: string): Instance {
  const numbers = numbersOf(text).map(Number);
  const [said = 0] = numbers;
  if (!Number.isInteger(said) || said < 2)
    throw new UnreadableInstance('it does not begin with a number of nodes');
  const shape = shapeOf(numbers);
  if (!shape)
    throw new UnreadableInstance(`it says ${said} nodes and holds ${numbers.length} numbers, too few`);
  const { nodes: n, columns } = shape;
  const matrix = Array.from({ length: n }, (_, i) => numbers.slice(1 + i * n, 1 + (i + 1) * n));
  const nodes = Array.from({ length: n }, (_, i) => {
    const at = 1 + n * n + columns * i + columns - 2;
    return { window: [numbers[at] ?? NaN, numbers[at + 1] ?? NaN] as const, service: 0, demand: 0 };
  });
  return assertWhole({ matrix, nodes, vehicles: 1 });
}

/** Some count the depot among the nodes and some do not; some number the rows of the windows. Null: too few numbers. */
export function shapeOf(numbers: readonly number[]): Table | null {
  const [said = 0] = numbers;
  const exact = [said, said + 1].flatMap((nodes) =>
    ([2, 3] as const).map((columns): Table => ({ nodes, columns })),
  );
  const needed = ({ nodes, columns }: Table): number => 1 + nodes * nodes + columns * nodes;
  const fitting = exact.find((table) => needed(table) === numbers.length);
  if (fitting) return fitting;
  const plain: Table = { nodes: said, columns: 2 };
  return numbers.length >= needed(plain) ? plain : null;
}

/** The words of a file, remarks and what merely divides numbers left out. */
export function numbersOf(text: string): string[] {
  return text
    .replace(/(#|!|\/\/).*$/gm, '')
    .replace(/[;|[\](){}]|,(?=\s|$)/gm, ' ')
    .split(/\s+/)
    .filter(Boolean);
}
