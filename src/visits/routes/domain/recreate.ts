import type { Worth } from './objective.js';
import type { Random } from './random.js';
import type { Solution } from './solution.js';

/** Tunables of the recreate step. */
export const RECREATE = { blink: 0.01, greedyShare: 0.3, skip: 0.0, gamma: 1, noise: 0.6, fixedCost: 0 };

/** Cheapest feasible place found for a stop. */
export interface Place {
  route: number;
  position: number;
  /** Added travel, seconds; Infinity when there is none. */
  cost: number;
}

export function findPlace(solution: Solution, stop: number, blink: number, random: Random, place: Place): boolean {
  place.cost = Infinity;
  for (let r = 0; r < solution.routes.length; r++) {
    const route = solution.routes[r]!;
    if (!route.vehicle.windows[stop]) continue;
    for (let p = 0; p < route.size - 1; p++) {
      const cost = route.detour(stop, p);
      if (cost >= place.cost) continue;
      if (blink > 0 && random.next() < blink) continue;
      if (!route.fits(stop, p)) continue;
      place.cost = cost;
      place.route = r;
      place.position = p;
    }
  }
  return place.cost < Infinity;
}

export class Recreate {
  private readonly keys: Float64Array;
  private readonly opens: Float64Array;
  private readonly closes: Float64Array;
  private readonly slack: Float64Array;
  private readonly far: Float64Array;
  private readonly place: Place = { route: 0, position: 0, cost: 0 };
  private readonly places: readonly Place[];

  constructor(
    private readonly solution: Solution,
    private readonly worth: Worth,
    private readonly random: Random,
  ) {
    const { model } = solution;
    const n = model.stopCount;
    this.keys = new Float64Array(n);
    this.places = Array.from({ length: n }, () => ({ route: 0, position: 0, cost: 0 }));
    this.opens = new Float64Array(n).fill(Infinity);
    this.closes = new Float64Array(n).fill(-Infinity);
    this.slack = new Float64Array(n);
    this.far = new Float64Array(n).fill(Infinity);
    for (const vehicle of model.vehicles) {
      vehicle.windows.forEach((windows, stop) => {
        if (!windows) return;
        this.opens[stop] = Math.min(this.opens[stop]!, windows[0]!);
        this.closes[stop] = Math.max(this.closes[stop]!, windows.at(-1)!);
        for (let w = 0; w < windows.length; w += 2) this.slack[stop]! += windows[w + 1]! - windows[w]!;
        this.far[stop] = Math.min(this.far[stop]!, model.seconds[vehicle.startNode * model.nodeCount + stop]!);
      });
    }
  }

  run(first: number, blink = RECREATE.blink): void {
    if (this.random.next() < RECREATE.greedyShare) this.byRatio(first, blink);
    else this.inOrder(first, blink);
  }

  private inOrder(first: number, blink: number): void {
    const { solution, place } = this;
    const order = Array.from(solution.absent.subarray(0, solution.absentCount));
    this.fillKeys(order, first);
    order.sort((a, b) => this.keys[a]! - this.keys[b]!);
    for (const stop of order) {
      const must = this.worth.mandatory[stop] === 1;
      if (!must && RECREATE.skip > 0 && this.random.next() < RECREATE.skip) continue;
      if (findPlace(solution, stop, must ? 0 : blink, this.random, place)) solution.place(stop, place.route, place.position);
    }
  }

  private fillKeys(order: number[], first: number): void {
    const { keys, random } = this;
    const { service } = this.solution.model;
    const rule = random.below(9);
    for (const stop of order) {
      const r = random.next();
      if (rule <= 1) keys[stop] = r;
      else if (rule === 2) keys[stop] = -this.worth.primary[stop]! * 1e3 - this.worth.secondary[stop]! + r;
      else if (rule === 3) keys[stop] = this.slack[stop]!;
      else if (rule === 4) keys[stop] = this.opens[stop]!;
      else if (rule === 5) keys[stop] = this.closes[stop]!;
      else if (rule === 6) keys[stop] = -this.far[stop]!;
      else if (rule === 7) keys[stop] = this.far[stop]!;
      else keys[stop] = (service[stop]! + 300) / (this.worth.primary[stop]! + 0.01 * this.worth.secondary[stop]! + 0.01) * (0.5 + r);
      if (this.worth.mandatory[stop] === 1) keys[stop] = -1e15 + this.closes[stop]!;
      else if (stop === first) keys[stop] = -1e14;
    }
  }

  /** Best value per added time first, again and again until nothing fits. */
  private byRatio(first: number, blink: number): void {
    const { solution, worth, random, places, keys } = this;
    const { service } = solution.model;
    let open: number[] = [];
    for (let i = 0; i < solution.absentCount; i++) {
      const stop = solution.absent[i]!;
      if (!findPlace(solution, stop, blink, random, places[stop]!)) continue;
      const gain = worth.mandatory[stop] === 1 ? 1e9 : stop === first ? 1e6 : Math.pow(worth.primary[stop]! + 0.001 * worth.secondary[stop]! + 1e-6, RECREATE.gamma);
      keys[stop] = gain * (1 + RECREATE.noise * (random.next() - 0.5));
      open.push(stop);
    }
    const fixed = RECREATE.fixedCost;
    while (open.length > 0) {
      let best = -1;
      let bestRatio = -Infinity;
      for (const stop of open) {
        const ratio = keys[stop]! / (Math.max(0, places[stop]!.cost) + service[stop]! + 1 + fixed);
        if (ratio > bestRatio) {
          bestRatio = ratio;
          best = stop;
        }
      }
      const { route, position } = places[best]!;
      solution.place(best, route, position);
      open = open.filter((stop) => stop !== best && this.review(stop, route, position, blink));
    }
  }

  /** Corrects the known place of `stop` after an insertion: only the split leg offers anything new. */
  private review(stop: number, r: number, p: number, blink: number): boolean {
    const { solution, random } = this;
    const known = this.places[stop]!;
    if (known.route === r) {
      if (known.position === p) return findPlace(solution, stop, blink, random, known);
      if (known.position > p) known.position++;
      if (!solution.routes[r]!.fits(stop, known.position)) return findPlace(solution, stop, blink, random, known);
    }
    const route = solution.routes[r]!;
    for (let q = p; q <= p + 1; q++) {
      const cost = route.detour(stop, q);
      if (cost < known.cost && route.fits(stop, q)) {
        known.cost = cost;
        known.route = r;
        known.position = q;
      }
    }
    return true;
  }
}
