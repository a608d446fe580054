import { latestBeforeBreak, readyAfterBreak } from './break-arc.js';
import { earliestStart, latestStart, TOLERANCE, type Model, type VehicleModel } from './model.js';

/**
 * One vehicle's sequence of nodes with, per position, how early it can be left and how late it may be reached.
 * There are two of each: lunch still ahead (`…Fasting`) and lunch taken (`…Fed`). Whatever leg the lunch is on, an
 * insertion is then judged by comparing two numbers, and the lunch itself never has to be searched for.
 */
export class Route {
  /** `[start, stop, …, end]`; the first `size` entries count. */
  readonly nodes: Int32Array;
  size = 2;
  travel = 0;
  meters = 0;
  readonly leaveFasting: Float64Array;
  readonly leaveFed: Float64Array;
  readonly reachFasting: Float64Array;
  readonly reachFed: Float64Array;

  constructor(
    readonly model: Model,
    readonly vehicle: VehicleModel,
  ) {
    const capacity = model.stopCount + 2;
    this.nodes = new Int32Array(capacity);
    this.leaveFasting = new Float64Array(capacity);
    this.leaveFed = new Float64Array(capacity);
    this.reachFasting = new Float64Array(capacity);
    this.reachFed = new Float64Array(capacity);
    this.nodes[0] = vehicle.startNode;
    this.nodes[1] = vehicle.endNode;
    this.refresh();
  }

  get visits(): number {
    return this.size - 2;
  }

  /** Added travel seconds of putting `stop` after position `p`. */
  detour(stop: number, p: number): number {
    return this.detourIn(this.model.seconds, stop, p);
  }

  /** Metres of the whole route with `stop` after position `p`. */
  metersWith(stop: number, p: number): number {
    return this.meters + this.detourIn(this.model.meters, stop, p);
  }

  insert(stop: number, p: number): void {
    this.nodes.copyWithin(p + 2, p + 1, this.size);
    this.nodes[p + 1] = stop;
    this.size++;
    this.refresh();
  }

  /** Drops `count` stops from position `p` on; the caller refreshes once when done. */
  cut(p: number, count: number): void {
    this.nodes.copyWithin(p, p + count, this.size);
    this.size -= count;
  }

  clear(): void {
    this.nodes[1] = this.vehicle.endNode;
    this.size = 2;
    this.refresh();
  }

  copyFrom(other: Route): void {
    this.size = other.size;
    this.travel = other.travel;
    this.meters = other.meters;
    for (let p = 0; p < other.size; p++) {
      this.nodes[p] = other.nodes[p]!;
      this.leaveFasting[p] = other.leaveFasting[p]!;
      this.leaveFed[p] = other.leaveFed[p]!;
      this.reachFasting[p] = other.reachFasting[p]!;
      this.reachFed[p] = other.reachFed[p]!;
    }
  }

  /** Whether `stop` fits after position `p` with every later stop still in time. O(1). */
  fits(stop: number, p: number): boolean {
    const { vehicle, model } = this;
    const { lunch } = vehicle;
    const windows = vehicle.windows[stop];
    if (!windows) return false;
    const service = model.service[stop]!;
    const there = model.seconds[this.nodes[p]! * model.nodeCount + stop]!;
    const onward = model.seconds[stop * model.nodeCount + this.nodes[p + 1]!]!;
    const left = lunch ? this.leaveFasting[p]! : this.leaveFed[p]!;
    const reachFed = this.reachFed[p + 1]!;
    // Nobody arrives earlier than fasting or may arrive later than fed: most places fail right here.
    const fasting = earliestStart(windows, left + there) + service;
    if (fasting + onward > reachFed || this.metersWith(stop, p) > vehicle.maxMeters) return false;
    if (!lunch || fasting + onward <= this.reachFasting[p + 1]!) return true;
    if (readyAfterBreak(fasting, onward, lunch) <= reachFed) return true;
    const fed = Math.min(this.leaveFed[p]! + there, readyAfterBreak(left, there, lunch));
    return earliestStart(windows, fed) + service + onward <= reachFed;
  }

  /** Recomputes every array. False when the sequence breaks a rule (only possible where detours save time). */
  refresh(): boolean {
    this.measure();
    this.sweepForward();
    this.sweepBackward();
    const begin = this.vehicle.lunch ? this.reachFasting[0]! : this.reachFed[0]!;
    return begin >= this.vehicle.from - TOLERANCE && this.meters <= this.vehicle.maxMeters;
  }

  private detourIn(table: Float64Array, stop: number, p: number): number {
    const { nodeCount } = this.model;
    const before = this.nodes[p]! * nodeCount;
    const after = this.nodes[p + 1]!;
    const direct = this.size === 2 ? 0 : table[before + after]!; // an unused vehicle drives nothing yet
    return table[before + stop]! + table[stop * nodeCount + after]! - direct;
  }

  private measure(): void {
    const { seconds, meters, nodeCount } = this.model;
    this.travel = 0;
    this.meters = 0;
    if (this.size === 2) return; // an agent without visits stays at home
    for (let p = 1; p < this.size; p++) {
      const leg = this.nodes[p - 1]! * nodeCount + this.nodes[p]!;
      this.travel += seconds[leg]!;
      this.meters += meters[leg]!;
    }
  }

  private sweepForward(): void {
    const { model, vehicle, nodes } = this;
    const { lunch } = vehicle;
    this.leaveFasting[0] = lunch ? vehicle.from : Infinity;
    this.leaveFed[0] = lunch ? Infinity : vehicle.from;
    for (let p = 1; p < this.size - 1; p++) {
      const stop = nodes[p]!;
      const windows = vehicle.windows[stop]!;
      const leg = model.seconds[nodes[p - 1]! * model.nodeCount + stop]!;
      const left = this.leaveFasting[p - 1]!;
      const fed = lunch
        ? Math.min(this.leaveFed[p - 1]! + leg, readyAfterBreak(left, leg, lunch))
        : this.leaveFed[p - 1]! + leg;
      this.leaveFed[p] = earliestStart(windows, fed) + model.service[stop]!;
      this.leaveFasting[p] = lunch ? earliestStart(windows, left + leg) + model.service[stop]! : Infinity;
    }
  }

  private sweepBackward(): void {
    const { model, vehicle, nodes } = this;
    const { lunch } = vehicle;
    const last = this.size - 1;
    this.reachFed[last] = vehicle.to;
    this.reachFasting[last] = -Infinity;
    for (let p = last - 1; p >= 0; p--) {
      const node = nodes[p]!;
      const leg = model.seconds[node * model.nodeCount + nodes[p + 1]!]!;
      const fed = this.reachFed[p + 1]! - leg;
      const fasting = lunch
        ? Math.max(this.reachFasting[p + 1]! - leg, latestBeforeBreak(this.reachFed[p + 1]!, leg, lunch))
        : -Infinity;
      const windows = p === 0 ? null : vehicle.windows[node]!;
      const service = model.service[node]!;
      this.reachFed[p] = windows ? latestStart(windows, fed - service) : fed;
      this.reachFasting[p] = windows ? latestStart(windows, fasting - service) : fasting;
    }
  }
}
