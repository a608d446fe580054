import type { Position } from '../../geo/domain/great-circle.js';
import type { TravelMatrix } from '../domain/problem.js';

/** Port: how long it takes, and how far it is, between places. */
export abstract class TravelMatrixSource {
  /**
   * @param places in the order of the table's rows and columns
   * @returns whole seconds and metres, and where they come from (`great-circle-1.3@40kmh`)
   */
  abstract between(places: readonly Position[]): Promise<{ travel: TravelMatrix; source: string }>;
}
