import type { Model } from './model.js';
import type { Worth } from './objective.js';
import type { Random } from './random.js';

type Rule = (stop: number, noise: number) => number;

/** In which order absent stops get their turn: a rule drawn anew each time, the smallest key first. */
export class InsertionOrder {
  private readonly rules: readonly Rule[];
  private readonly keys: Float64Array;

  constructor(
    model: Model,
    private readonly worth: Worth,
    private readonly random: Random,
    legSeconds: number,
  ) {
    const { opens, closes, slack, distance } = traits(model);
    this.keys = new Float64Array(model.stopCount);
    const value = (stop: number): number => worth.primary[stop]! + 0.01 * worth.secondary[stop]!;
    this.rules = [
      (_stop, noise) => noise,
      (_stop, noise) => noise,
      (stop, noise) => -value(stop) + 1e-3 * noise,
      (stop) => slack[stop]!,
      (stop) => opens[stop]!,
      (stop) => closes[stop]!,
      (stop) => -distance[stop]!,
      (stop) => distance[stop]!,
      (stop, noise) => ((model.service[stop]! + legSeconds) / (value(stop) + 0.01)) * (0.5 + noise),
    ];
  }

  /** Sorts in place: mandatory stops, then `first`, then the rest. */
  arrange(stops: number[], first: number): void {
    const { keys, random, worth } = this;
    const rule = this.rules[random.below(this.rules.length)]!;
    for (const stop of stops) keys[stop] = rule(stop, random.next());
    const rank = (stop: number): number => (worth.mandatory[stop] === 1 ? 0 : stop === first ? 1 : 2);
    stops.sort((a, b) => rank(a) - rank(b) || keys[a]! - keys[b]! || a - b);
  }
}

/** Per stop, over all vehicles: first and last start, room for the start, and how far it is from home. Seconds. */
function traits(model: Model): Record<'opens' | 'closes' | 'slack' | 'distance', Float64Array> {
  const n = model.stopCount;
  const opens = new Float64Array(n).fill(Infinity);
  const closes = new Float64Array(n).fill(-Infinity);
  const slack = new Float64Array(n);
  const distance = new Float64Array(n).fill(Infinity);
  for (const vehicle of model.vehicles) {
    vehicle.windows.forEach((windows, stop) => {
      if (!windows) return;
      opens[stop] = Math.min(opens[stop]!, windows[0]!);
      closes[stop] = Math.max(closes[stop]!, windows.at(-1)!);
      for (let w = 0; w < windows.length; w += 2) slack[stop]! += windows[w + 1]! - windows[w]!;
      distance[stop] = Math.min(distance[stop]!, model.seconds[vehicle.startNode * model.nodeCount + stop]!);
    });
  }
  return { opens, closes, slack, distance };
}
