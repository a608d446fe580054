import type { Model } from './model.js';
import { Route } from './route.js';

const ABSENT = -1;

/** Every stop is on exactly one route or absent. Changes since the last `keep` can be undone. */
export class Solution {
  readonly routes: readonly Route[];
  /** Stops without a place; the first `absentCount` entries count. */
  readonly absent: Int32Array;
  absentCount = 0;
  /** Places looked at so far. */
  effort = 0;
  private readonly routeOf: Int16Array;
  private readonly absentAt: Int32Array;
  private readonly saved: readonly Route[];
  private readonly dirty: Uint8Array;

  /** Starts with `stops` absent and every route empty; stops not listed take no part. */
  constructor(
    readonly model: Model,
    stops: readonly number[],
  ) {
    this.routes = model.vehicles.map((vehicle) => new Route(model, vehicle));
    this.saved = model.vehicles.map((vehicle) => new Route(model, vehicle));
    this.dirty = new Uint8Array(model.vehicles.length);
    this.routeOf = new Int16Array(model.stopCount).fill(ABSENT);
    this.absent = new Int32Array(model.stopCount);
    this.absentAt = new Int32Array(model.stopCount).fill(ABSENT);
    for (const stop of stops) this.addAbsent(stop);
  }

  /** Index of the route that serves the stop, -1 when absent. */
  routeIndex(stop: number): number {
    return this.routeOf[stop]!;
  }

  /** Whether that route's day keeps its distance from the other visits to the same client. O(visits to it). */
  keepsDistance(stop: number, routeIndex: number): boolean {
    for (const { stop: other, lowest, highest } of this.model.siblings[stop]!) {
      const r = this.routeOf[other]!;
      if (r < 0) continue;
      const apart = this.model.vehicles[routeIndex]!.day - this.model.vehicles[r]!.day;
      if (apart < lowest || apart > highest) return false;
    }
    return true;
  }

  place(stop: number, routeIndex: number, position: number): void {
    this.touch(routeIndex);
    this.routes[routeIndex]!.insert(stop, position);
    this.routeOf[stop] = routeIndex;
    this.removeAbsent(stop);
  }

  /** Takes `count` stops off a route from position `p` on. Call `settle` on the route afterwards. */
  remove(routeIndex: number, p: number, count: number): void {
    this.touch(routeIndex);
    const route = this.routes[routeIndex]!;
    for (let i = p; i < p + count; i++) this.drop(route.nodes[i]!);
    route.cut(p, count);
  }

  /** Recomputes a route after removals. Where a detour was a short cut the rest may no longer work: then all go. */
  settle(routeIndex: number): void {
    const route = this.routes[routeIndex]!;
    if (route.refresh()) return;
    for (let p = 1; p < route.size - 1; p++) this.drop(route.nodes[p]!);
    route.clear();
  }

  keep(): void {
    this.dirty.fill(0);
  }

  undo(): void {
    for (let r = 0; r < this.routes.length; r++) if (this.dirty[r] === 1) this.restore(r, this.saved[r]!);
    this.dirty.fill(0);
    this.rebuildAbsent();
  }

  copyFrom(other: Solution): void {
    other.routes.forEach((route, r) => this.restore(r, route));
    this.dirty.fill(0);
    this.rebuildAbsent();
  }

  private restore(r: number, from: Route): void {
    const route = this.routes[r]!;
    for (let p = 1; p < route.size - 1; p++)
      if (this.routeOf[route.nodes[p]!] === r) this.drop(route.nodes[p]!);
    route.copyFrom(from);
    for (let p = 1; p < route.size - 1; p++) this.routeOf[route.nodes[p]!] = r;
  }

  private rebuildAbsent(): void {
    for (let i = this.absentCount - 1; i >= 0; i--) {
      const stop = this.absent[i]!;
      if (this.routeOf[stop] !== ABSENT) this.removeAbsent(stop);
    }
  }

  private touch(r: number): void {
    if (this.dirty[r] === 1) return;
    this.saved[r]!.copyFrom(this.routes[r]!);
    this.dirty[r] = 1;
  }

  private drop(stop: number): void {
    this.routeOf[stop] = ABSENT;
    this.addAbsent(stop);
  }

  private addAbsent(stop: number): void {
    if (this.absentAt[stop] !== ABSENT) return;
    this.absentAt[stop] = this.absentCount;
    this.absent[this.absentCount++] = stop;
  }

  private removeAbsent(stop: number): void {
    const at = this.absentAt[stop]!;
    const last = this.absent[--this.absentCount]!;
    this.absent[at] = last;
    this.absentAt[last] = at;
    this.absentAt[stop] = ABSENT;
  }
}
