/** Living stages of one pipeline in their order, by id. */
export type StageOrder = readonly string[];

/** @param position from 1; beyond the end means the end */
export function placedAt(order: StageOrder, id: string, position: number): StageOrder {
  const others = order.filter((other) => other !== id);
  return others.toSpliced(Math.min(position, others.length + 1) - 1, 0, id);
}

export function without(order: StageOrder, id: string): StageOrder {
  return order.filter((other) => other !== id);
}
