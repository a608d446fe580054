import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bestOf, fromJson, fromTable } from '../../bench/routes/best-known.ts';
import { readFolder } from '../../bench/routes/folder.ts';
import { overloaded, problemOf } from '../../bench/routes/instance.ts';
import { checkPlan } from '#app/visits/routes/domain/check-plan.js';
import { solveRoutes } from '#app/visits/routes/domain/solve.js';
import { readInstance } from '../../bench/routes/read-instance.ts';

const MATRIX = `3
0 10 20.5
10 0 5
20.5 5 0
0  100
10 20
0  90
`;
const CUSTOMERS = `CUST NO.  XCOORD.  YCOORD.  DEMAND  READY TIME  DUE DATE  SERVICE TIME
   1      0.0      0.0      0.0       0.0     408.0       0.0
   2      3.0      4.0      0.0      62.0      68.0       2.0
   3      1.0      1.0      0.0     181.0     205.0       0.0
 999      0.0      0.0      0.0       0.0       0.0       0.0
`;
const SOLOMON = `C1

VEHICLE
NUMBER     CAPACITY
  2         15

CUSTOMER
CUST NO.   XCOORD.   YCOORD.   DEMAND   READY TIME   DUE DATE   SERVICE   TIME

    0  0 0  0 0 500 0
    1  3 4 10 0 400 9
    2  6 8 10 0 400 9
`;
const TSPLIB = `NAME : three
TYPE : TSPTW
DIMENSION : 3
EDGE_WEIGHT_TYPE : EXPLICIT
EDGE_WEIGHT_FORMAT : LOWER_DIAG_ROW
EDGE_WEIGHT_SECTION
0
7 0
8 9 0
TIME_WINDOW_SECTION
1 0 50
2 5 30
3 0 1e+02
DEPOT_SECTION
1
-1
EOF
`;

describe('the bench reads', () => {
  it('a table with windows', () => {
    const { matrix, nodes, vehicles } = readInstance(MATRIX);
    expect(matrix).toEqual([
      [0, 10, 20.5],
      [10, 0, 5],
      [20.5, 5, 0],
    ]);
    expect(nodes.map(({ window }) => window)).toEqual([
      [0, 100],
      [10, 20],
      [0, 90],
    ]);
    expect(vehicles).toBe(1);
  });

  it('customers with coordinates, the nobody at the end left out, distances cut as asked', () => {
    expect(readInstance(CUSTOMERS).nodes).toHaveLength(3);
    expect(readInstance(CUSTOMERS).matrix[1]?.[2]).toBeCloseTo(Math.sqrt(13));
    expect(readInstance(CUSTOMERS, 0).matrix[1]?.[2]).toBe(3);
    expect(readInstance(CUSTOMERS).nodes[1]).toEqual({ window: [62, 68], service: 2, demand: 0 });
    expect(readInstance(CUSTOMERS.split('\n').slice(1).join('\n')).nodes).toHaveLength(3);
  });

  it('a problem of several vehicles, and sees when a plan overloads one', () => {
    const instance = readInstance(SOLOMON);
    expect(instance).toMatchObject({ vehicles: 2, capacity: 15 });
    expect(problemOf(instance, { seed: 1 }).vehicles).toHaveLength(2);
    expect(overloaded(instance, [{ stops: [{ stopId: '1' }, { stopId: '2' }] }])).toBe(1);
    expect(overloaded(instance, [{ stops: [{ stopId: '1' }] }, { stops: [{ stopId: '2' }] }])).toBe(0);
  });

  it('TSPLIB, with half a table, windows, coordinates, another depot', () => {
    const { matrix, nodes } = readInstance(TSPLIB);
    expect(matrix).toEqual([
      [0, 7, 8],
      [7, 0, 9],
      [8, 9, 0],
    ]);
    expect(nodes.map(({ window }) => window)).toEqual([
      [0, 50],
      [5, 30],
      [0, 100],
    ]);
    const upper = TSPLIB.replace('LOWER_DIAG_ROW', 'UPPER_ROW').replace('0\n7 0\n8 9 0', '7 8\n9');
    expect(readInstance(upper).matrix).toEqual(matrix);
    expect(readInstance(TSPLIB.replace('\n1\n-1', '\n3\n-1')).matrix[0]).toEqual([0, 8, 9]);
    const places = TSPLIB.replace('EXPLICIT', 'EUC_2D').replace(
      /EDGE_WEIGHT_SECTION[^T]+/,
      'NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 0.4 0\n',
    );
    expect(readInstance(places).matrix[0]).toEqual([0, 5, 0]);
  });

  it('the same table however it is written down', () => {
    const { matrix, nodes } = readInstance(MATRIX);
    const rows = (text: string) => text.trim().split('\n');
    const numbered = [...rows(MATRIX).slice(0, 4), '0 0 100', '1 10 20', '2 0 90'].join('\n');
    for (const text of [
      MATRIX.replaceAll('\n', '\r\n'),
      `\ufeff# a remark\n${MATRIX}`,
      MATRIX.replace('10 20\n', '10 20 # the first stop\n'),
      MATRIX.replace(/^3/, '2'),
      MATRIX.replace('0 10 20.5', '[0, 10, 20.5],').replace('0  100', '(0; 100)'),
      numbered,
    ])
      expect(readInstance(text)).toMatchObject({ matrix, nodes });
  });

  it('customers with remarks above and Windows line ends; number 999 is somebody where a thousand are', () => {
    const windows = `!! a remark 16 391\n\n${CUSTOMERS}`.replaceAll('\n', '\r\n');
    expect(readInstance(windows)).toEqual(readInstance(CUSTOMERS));
    const somebody = CUSTOMERS.replace(/ 999 .*/, ' 999 7 7 0 10 400 5');
    expect(readInstance(somebody).nodes).toHaveLength(4);
  });

  it('and solves two hundred stops in bounded time', () => {
    const n = 201;
    const place = (i: number) => [(i * 37) % 101, (i * 61) % 89] as const;
    const lines = Array.from({ length: n }, (_, i) => {
      const [x, y] = place(i);
      return `${i} ${x} ${y} 0 ${i === 0 ? 0 : (i * 7) % 500} ${i === 0 ? 9000 : 4000 + i} 1`;
    });
    const problem = problemOf(readInstance(lines.join('\n')), { seed: 1, iterations: 20, wallMs: 60_000 });
    const plan = solveRoutes(problem);
    expect(plan).toMatchObject({ iterations: 20, totals: { visits: n - 1 } });
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  it.each([
    ['more nodes than it can hold', `1500\n${'1 '.repeat(1500 * 1502)}`, /1500 nodes/],
    ['prose', 'Dear reader, here is nothing.', /no format we know/],
    ['a table cut short', '3\n0 1 2\n1 0', /too few/],
    ['a reversed window', MATRIX.replace('10 20\n', '20 10\n'), /window of node 1/],
    ['a length that is none', MATRIX.replace('20.5\n', '-5\n'), /no length/],
    ['an unknown metric', TSPLIB.replace('EXPLICIT', 'GEO'), /GEO/],
  ])('no sense into %s, and says why', (_, text, why) => {
    expect(() => readInstance(text)).toThrow(why);
  });
});

describe('best known costs', () => {
  it('are found in every usual way of writing them', () => {
    for (const json of [
      '{"n20w20.001": 378}',
      '{"dumas": {"n20w20.001.txt": 378}}',
      '{"dumas/n20w20.001": {"cost": 378, "tour": [1, 2]}}',
      '[{"instance": "N20W20.001", "best_known": "378"}]',
      '{"instances": [{"name": "n20w20.001", "cost": 378}]}',
    ]) {
      expect({ json, best: bestOf(fromJson(json), 'dumas/n20w20.001') }).toEqual({ json, best: 378 });
    }
    const table =
      '| file | best known |\n|---|---|\n| set/R101 | 1645.79 (19) / distance-only 1642.88 (20) |\n';
    expect(bestOf(fromTable(table), 'set/R101')).toBe(1642.88);
    expect(bestOf(fromTable(table), 'set/R102')).toBeNull();
    const other = '| instance | n | **Best known** |\r\n|:--|--:|--:|\r\n| `n20w20.001` | 20 | 378 |\r\n';
    expect(bestOf(fromTable(other), 'dumas/n20w20.001.txt')).toBe(378);
  });
});

describe('a folder that nobody has seen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'instances-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives its instances by set, names what it could not read, and passes over the rest', () => {
    mkdirSync(join(folder, 'one'));
    writeFileSync(join(folder, 'one', 'n20w20.001.txt'), MATRIX);
    writeFileSync(join(folder, 'one', 'solution'), 'best tour: 1 2 3');
    writeFileSync(join(folder, 'three.tsp'), TSPLIB);
    writeFileSync(join(folder, 'README.md'), 'prose');
    writeFileSync(join(folder, 'one', 'best-known.json'), '{"n20w20.001": 33}');
    const { found, unread, known } = readFolder(folder, null);
    expect(found.map(({ name, set }) => [name, set])).toEqual([
      ['one/n20w20.001', 'one n20'],
      ['three', basename(folder)],
    ]);
    expect(unread).toEqual([{ name: 'one/solution', why: 'it is in no format we know' }]);
    expect(bestOf(known, 'one/n20w20.001')).toBe(33);
    expect(() => readFolder(join(folder, 'nowhere'), null)).toThrow(/there is no/);
  });

  it('takes each cost from the nearest folder, names costs it cannot read, and looks into no hidden folder', () => {
    for (const set of ['dumas', 'gendreau', '.git']) mkdirSync(join(folder, set));
    for (const set of ['dumas', 'gendreau', '.git']) writeFileSync(join(folder, set, 'n20w100.001'), MATRIX);
    writeFileSync(join(folder, 'dumas', 'best-known.json'), '{"n20w100.001": 237}');
    writeFileSync(
      join(folder, 'gendreau', 'SOURCES.md'),
      '| file | best |\n|--|--|\n| n20w100.001 | 265.6 |\n',
    );
    writeFileSync(join(folder, 'best-known.json'), '{"n20w100.001": ');
    const { found, unread, known } = readFolder(folder, null);
    expect(found.map(({ name }) => name)).not.toContain('.git/n20w100.001');
    expect(bestOf(known, 'dumas/n20w100.001')).toBe(237);
    expect(bestOf(known, 'gendreau/n20w100.001')).toBe(265.6);
    expect(unread).toContainEqual({ name: join(folder, 'best-known.json'), why: 'it is not JSON' });
  });
});
