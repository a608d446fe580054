/** A target as somebody wants it; null: none any more. */
export interface WantedTarget {
  ownerId: string;
  /** `2026-11` */
  month: string;
  /** EUR, two decimals. */
  amount: string | null;
  /** The version that it is based on, 0 for none; undefined: whatever it is. */
  version?: number | undefined;
}

/** A target as it stands. */
export interface PresentTarget {
  id: string;
  ownerId: string;
  month: string;
  amount: string;
  version: number;
}

export interface TargetPlan {
  write: { wanted: WantedTarget & { amount: string }; from: string | null }[];
  remove: PresentTarget[];
  unchanged: number;
  /** Those that are not what they are based on any more. */
  stale: { index: number; currentVersion: number }[];
}

export function keyOf({ ownerId, month }: Pick<WantedTarget, 'ownerId' | 'month'>): string {
  return `${ownerId} ${month}`;
}

/** What is to be written so that the targets are as wanted. */
export function targetPlan(
  wanted: readonly WantedTarget[],
  present: ReadonlyMap<string, PresentTarget>,
): TargetPlan {
  const plan: TargetPlan = { write: [], remove: [], unchanged: 0, stale: [] };
  for (const [index, target] of wanted.entries()) {
    const { amount, version } = target;
    const now = present.get(keyOf(target));
    const currentVersion = now?.version ?? 0;
    if (version !== undefined && version !== currentVersion) plan.stale.push({ index, currentVersion });
    else if (amount === (now?.amount ?? null)) plan.unchanged += 1;
    else if (amount !== null) plan.write.push({ wanted: { ...target, amount }, from: now?.amount ?? null });
    else if (now) plan.remove.push(now);
  }
  return plan;
}
