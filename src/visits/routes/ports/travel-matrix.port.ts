import type { Position } from '../../geo/domain/great-circle.js';
import type { TravelMatrix } from '../domain/problem.js';

export interface Travel {
  /** Whole seconds and metres, rows and columns in the order of the places; Infinity where no road leads. */
  readonly travel: TravelMatrix;
  /** Where they come from: `osrm`, or `great-circle-1.3@40kmh`. */
  readonly source: string;
  /** Why they come from elsewhere than they should; null: they do not. */
  readonly degradedReason: string | null;
}

/** Port: how long it takes, and how far it is, between places. */
export abstract class TravelMatrixSource {
  /** @param places in the order of the table's rows and columns */
  abstract between(places: readonly Position[]): Promise<Travel>;
}
