import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../platform/config/config.js';
import { greatCircleMeters, type Position } from '../../geo/domain/great-circle.js';
import { type Travel, TravelMatrixSource } from '../ports/travel-matrix.port.js';

/** Roads are longer than the crow flies; about so much in Italy's provinces. */
const DETOUR = 1.3;

/** An estimate without any service: great-circle distance with a detour, driven at one speed. */
@Injectable()
export class GreatCircleMatrix extends TravelMatrixSource {
  constructor(private readonly config: AppConfig) {
    super();
  }

  override between(places: readonly Position[]): Promise<Travel> {
    const { routeSpeedKmh } = this.config;
    const meters = places.map((from) => places.map((to) => Math.round(greatCircleMeters(from, to) * DETOUR)));
    const seconds = meters.map((row) => row.map((length) => Math.round((length * 3.6) / routeSpeedKmh)));
    return Promise.resolve({
      travel: { seconds, meters },
      source: `great-circle-${DETOUR}@${routeSpeedKmh}kmh`,
      degradedReason: null,
    });
  }
}
