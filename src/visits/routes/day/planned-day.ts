import type { Position } from '../../geo/domain/great-circle.js';
import type { RouteTotals, UnassignedCode } from '../domain/plan.js';
import type { Objective } from '../domain/problem.js';
import type { WallInterval } from './opening-hours.js';

/** A day to plan, as it was understood: what a route keeps of its request. Everything in it is plain JSON. */
export interface DayRequest {
  /** `YYYY-MM-DD` in Rome. */
  readonly date: string;
  readonly objective: Objective;
  readonly seed: number;
  readonly start: Position;
  /** The start is where the agent stood when the plan was made. */
  readonly fromHere?: true;
  /** It was, so long ago that it is forgotten: there is no start any more. */
  readonly startForgotten?: true;
  /** Null: the day ends at the last visit. */
  readonly end: Position | null;
  /** On the wall in Rome. */
  readonly shift: { readonly from: string; readonly to: string };
  /** Taken whole between `from` and `to`, on the wall in Rome. */
  readonly lunchBreak: { readonly from: string; readonly to: string; readonly minutes: number } | null;
  /** The most that is driven; absent: no limit. */
  readonly maxMeters?: number;
  readonly candidates: readonly Candidate[];
  /** What moving an agreed visit must save in driving; absent: nothing. */
  readonly minutesPerMove?: number;
}

/** A visit to place into the day: one in the calendar, or one still to be made. */
export interface Candidate {
  /** Null: a client without a visit yet. */
  readonly visitId: string | null;
  readonly clientId: string;
  /** Null: not on the map. */
  readonly position: Position | null;
  readonly durationMinutes: number;
  /** Null: unknown; empty: closed that day. */
  readonly open: readonly WallInterval[] | null;
  /** Why it is closed that day, for people; null or absent: it isn't. */
  readonly closed?: string | null;
  /** The visit's own time, ISO 8601, where it may not be moved. */
  readonly fixedAt: string | null;
  /** When the calendar had it on this day, ISO 8601; null or absent: not on this day. */
  readonly plannedAt?: string | null;
  /** 0–100. */
  readonly priority: number;
}

/** How a candidate is called in a plan, and in an order made by hand. */
export function candidateId({ visitId, clientId }: Pick<Candidate, 'visitId' | 'clientId'>): string {
  return visitId ?? clientId;
}

/** What a route keeps besides its stops. Instants are ISO 8601. */
export interface StoredTotals extends RouteTotals {
  readonly departure: string;
  readonly end: string;
  /** The last leg, back to the end. */
  readonly returnSeconds: number;
  readonly returnMeters: number;
  readonly lunchBreak: StoredBreak | null;
  /** Against the calendar of that day as it was; absent where none was asked about. */
  readonly changes?: StoredChanges;
}

export interface StoredChanges {
  readonly kept: number;
  readonly moved: number;
  readonly minutesMoved: number;
  readonly dropped: number;
  readonly added: number;
}

export interface StoredBreak {
  readonly start: string;
  readonly end: string;
  /** The sequence of the stop that comes next; one more than the last stop's when none does. */
  readonly beforeSequence: number;
  readonly taken: 'BEFORE_TRAVEL' | 'AFTER_TRAVEL';
}

export interface StoredUnassigned {
  readonly clientId: string;
  readonly visitId: string | null;
  readonly code: UnassignedCode;
  readonly message: string;
  /** Only with NO_ROOM. */
  readonly minutesShort?: number;
}
