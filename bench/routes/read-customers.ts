import { assertWhole, type Instance, type InstanceNode, UnreadableInstance } from './instance.ts';

const COLUMNS = 7;

/**
 * One customer a line: number, x, y, demand, ready, due, service (Solomon, Potvin and Bengio, Dumas with coordinates). A
 * line above them that says vehicles and capacity makes it a problem of several vehicles; without it there is one.
 */
export function readCustomers(text: string, decimals: number | null): Instance {
  const rows = text
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((row) => row.length > 0 && row.every((value) => Number.isFinite(value)));
  const customers = rows.filter((row) => row.length >= COLUMNS && !isNobody(row));
  if (customers.length < 2) throw new UnreadableInstance('it has no lines of customers');
  const fleet = /vehicle/i.test(text) ? rows.find((row) => row.length === 2) : undefined;
  const distance = fleet ? exact : decimals === null ? exact : truncated(decimals);
  const matrix = customers.map(([, x1 = NaN, y1 = NaN]) =>
    customers.map(([, x2 = NaN, y2 = NaN]) => distance(Math.hypot(x1 - x2, y1 - y2))),
  );
  const nodes = customers.map(([, , , demand = 0, ready = NaN, due = NaN, service = 0]): InstanceNode => ({
    window: [ready, due],
    service,
    demand,
  }));
  return assertWhole({ matrix, nodes, vehicles: fleet?.[0] ?? 1, capacity: fleet?.[1] });
}

/** Dumas' files end with a customer 999 who is nobody. */
function isNobody([number, ...rest]: readonly number[]): boolean {
  return number === 999 && rest.every((value) => value === 0);
}

const exact = (length: number): number => length;

const truncated =
  (decimals: number) =>
  (length: number): number =>
    Math.floor(length * 10 ** decimals) / 10 ** decimals;
