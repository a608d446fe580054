import type { RoutePlan } from '../domain/plan.js';

/** What a route worker sends back: a plan, or what is wrong with the problem. */
export type RouteAnswer =
  { readonly ok: true; readonly plan: RoutePlan } | { readonly ok: false; readonly message: string };
