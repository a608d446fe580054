import type { RouteProblem, TimeWindow } from '#app/visits/routes/domain/problem.js';

/** A published problem, whatever its file looked like. Node 0 is the depot. */
export interface Instance {
  /** Travel from node to node, in the file's own unit of time and length. */
  readonly matrix: readonly (readonly number[])[];
  readonly nodes: readonly InstanceNode[];
  readonly vehicles: number;
  /** Load that one vehicle carries; absent where the file knows no loads. */
  readonly capacity?: number;
}

export interface InstanceNode {
  /** When the service may start; absent: at any time. */
  readonly window?: TimeWindow;
  readonly service: number;
  readonly demand: number;
}

/** What a file must be told apart by: it is no instance, or one that we cannot read. */
export class UnreadableInstance extends Error {}

/** A table of so many is a million legs; beyond that the machine's memory decides. */
const MOST_NODES = 1001;

/** @throws UnreadableInstance where numbers are missing or contradict each other */
export function assertWhole(instance: Instance): Instance {
  const { matrix, nodes } = instance;
  if (nodes.length > MOST_NODES)
    throw new UnreadableInstance(`it has ${nodes.length} nodes; the planner is made for ${MOST_NODES}`);
  if (nodes.length < 2) throw new UnreadableInstance('it has no stops');
  if (matrix.length !== nodes.length || matrix.some((row) => row.length !== nodes.length))
    throw new UnreadableInstance('its travel table is not square');
  if (matrix.flat().some((value) => !(value >= 0)))
    throw new UnreadableInstance('its travel table holds something that is no length');
  const reversed = nodes.findIndex(({ window }) => window && !(window[0] <= window[1]));
  if (reversed >= 0) throw new UnreadableInstance(`the window of node ${reversed} ends before it begins`);
  return instance;
}

export function problemOf(
  { matrix, nodes, vehicles }: Instance,
  limits: Pick<RouteProblem, 'seed' | 'iterations' | 'wallMs'>,
): RouteProblem {
  const [depot, ...stops] = nodes;
  const longest = matrix.reduce((sum, row) => sum + Math.max(...row), 0);
  const work = nodes.reduce((sum, node) => sum + node.service + (node.window?.[1] ?? 0), 0);
  return {
    stops: stops.map(({ window, service }, i) => ({
      id: String(i + 1),
      location: i + 1,
      serviceSeconds: service,
      // The published windows bound the start of a service.
      mayOverrun: true,
      ...(window && { windows: [window] }),
      priority: 1,
    })),
    vehicles: Array.from({ length: vehicles }, (_, v) => ({
      id: `vehicle-${v + 1}`,
      start: 0,
      end: 0,
      shift: depot?.window ?? [0, longest + work],
    })),
    travel: { seconds: matrix, meters: matrix },
    objective: 'MIN_TRAVEL',
    ...limits,
  };
}

/** Routes that carry more than a vehicle can: the planner knows no loads, so a plan must be looked at afterwards. */
export function overloaded(
  instance: Instance,
  routes: readonly { stops: readonly { stopId: string }[] }[],
): number {
  const { capacity = Infinity, nodes } = instance;
  return routes.filter(
    ({ stops }) =>
      stops.reduce((load, { stopId }) => load + (nodes[Number(stopId)]?.demand ?? 0), 0) > capacity,
  ).length;
}
