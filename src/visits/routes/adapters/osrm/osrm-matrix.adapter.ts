import { Logger } from '@nestjs/common';
import type { Position } from '../../../geo/domain/great-circle.js';
import type { TravelMatrix } from '../../domain/problem.js';
import { type Travel, TravelMatrixSource } from '../../ports/travel-matrix.port.js';
import { type Ask, RouteService, type ServiceLimits } from '../http/route-service.js';
import { ServiceFailure } from '../http/service-failure.js';
import { type Block, blocksOf, blockTimes, tableUrl } from './osrm-table.js';

/** OSRM takes no more places a call unless it is told to (`--max-table-size`). */
const PLACES_A_CALL = 100;
const CALLS_AT_ONCE = 4;
/** A table of 100 × 100 takes about 150 kB. */
const LIMITS: ServiceLimits = { timeoutMs: 3000, maxAnswerBytes: 2_000_000, restMs: 30_000 };

/** Travel on real roads from an OSRM service, and the estimate whenever the service does not give it. */
export class OsrmMatrix extends TravelMatrixSource {
  private readonly logger = new Logger(OsrmMatrix.name);
  private readonly service: RouteService;

  constructor(
    private readonly url: string,
    private readonly fallback: TravelMatrixSource,
    limits: ServiceLimits = LIMITS,
  ) {
    super();
    this.service = new RouteService(limits);
  }

  override async between(places: readonly Position[]): Promise<Travel> {
    try {
      const travel = await this.service.run((ask) => this.table(places, ask));
      return { travel, source: 'osrm', degradedReason: null };
    } catch (error) {
      if (!(error instanceof ServiceFailure)) throw error;
      this.logger.warn(`OSRM gave no travel times: ${error.message}`);
      const degradedReason = `OSRM gave no travel times: ${error.message}.`;
      return { ...(await this.fallback.between(places)), degradedReason };
    }
  }

  private async table(places: readonly Position[], ask: Ask): Promise<TravelMatrix> {
    const rows = (): number[][] => places.map(() => new Array<number>(places.length).fill(0));
    const travel = { seconds: rows(), meters: rows() };
    const waiting = blocksOf(places.length, PLACES_A_CALL);
    const work = async (): Promise<void> => {
      for (let block = waiting.pop(); block; block = waiting.pop()) {
        enter(travel, block, blockTimes(await ask(tableUrl(this.url, places, block)), block));
      }
    };
    await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
    return travel;
  }
}

/** Nobody drives to where he is: a place that no road touches is at least at itself. */
function enter(
  travel: { seconds: number[][]; meters: number[][] },
  { from, to }: Block,
  times: ReturnType<typeof blockTimes>,
): void {
  from.forEach((place, row) =>
    to.forEach((target, column) => {
      if (place === target) return;
      travel.seconds[place]![target] = times.seconds[row]![column]!;
      travel.meters[place]![target] = times.meters[row]![column]!;
    }),
  );
}
