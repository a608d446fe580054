import type { Schemas } from '#lib/api/client.ts';

export type Card = Schemas['BoardCardResponse'];
export type Column = Schemas['BoardColumnResponse'];
export type Totals = Pick<Column, 'stageId' | 'count' | 'amount' | 'weighted'>;

/** The largest first, as the API reads a column; the newest for who sees no amounts. */
function inOrder(one: Card, other: Card): number {
  const byAmount = Number(other.amount ?? 0) - Number(one.amount ?? 0);
  if (byAmount !== 0) return byAmount;
  return other.id < one.id ? -1 : other.id > one.id ? 1 : 0;
}

/** The columns with more cards of one of them; of a card that is there already the newer version stays. */
export function withCards(columns: readonly Column[], cards: readonly Card[]): Column[] {
  const newest = new Map(cards.map((card) => [card.id, card]));
  for (const { id, version, ...card } of columns.flatMap((column) => column.cards)) {
    const other = newest.get(id);
    if (other && other.version < version) newest.set(id, { id, version, ...card });
  }
  return columns.map((column) => {
    const kept = column.cards.filter(({ id }) => !newest.has(id));
    const added = [...newest.values()].filter(({ stageId }) => stageId === column.stageId);
    if (added.length === 0 && kept.length === column.cards.length) return column;
    return { ...column, cards: [...kept, ...added].sort(inOrder) };
  });
}

export function withoutCards(columns: readonly Column[], ids: readonly string[]): Column[] {
  const gone = new Set(ids);
  return columns.map((column) =>
    column.cards.some(({ id }) => gone.has(id))
      ? { ...column, cards: column.cards.filter(({ id }) => !gone.has(id)) }
      : column,
  );
}

export function withTotals(columns: readonly Column[], totals: readonly Totals[]): Column[] {
  const by = new Map(totals.map((one) => [one.stageId, one]));
  return columns.map((column) => ({ ...column, ...by.get(column.stageId) }));
}

/** Puts a card into another column, with the sums of both as they will be; what was there before is the way back. */
export function moved(columns: readonly Column[], card: Card, to: string): Column[] {
  const target = columns.find(({ stageId }) => stageId === to);
  if (!target) return [...columns];
  const probability = target.kind === 'OPEN' ? target.probability : target.kind === 'WON' ? 100 : 0;
  const there = { ...card, stageId: to, probability, stageSince: new Date().toISOString() };
  const sums = columns.map((column) => {
    if (column.stageId === card.stageId) return added(column, card, -1);
    return column.stageId === to ? added(column, there, 1) : column;
  });
  return withCards(withoutCards(sums, [card.id]), [there]);
}

function added(column: Column, { amount, probability }: Card, sign: 1 | -1): Column {
  const eur = Number(amount ?? 0);
  const share = column.kind === 'OPEN' ? (eur * probability) / 100 : 0;
  const plus = (sum: string, value: number) => (Number(sum) + sign * value).toFixed(2);
  return {
    ...column,
    count: column.count + sign,
    ...(column.amount !== undefined && { amount: plus(column.amount, eur) }),
    ...(column.weighted !== undefined && { weighted: plus(column.weighted, share) }),
  };
}
