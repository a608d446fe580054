import type { HandedOn } from './handed-on.queries.js';
import type { Period } from './arithmetic/period.js';
import { type Behind, behind, opportunitiesOnceOf } from './drill-down.js';
import type { Reach } from './reach.js';

type Span = Pick<Period, 'from' | 'to'>;

/** The deals behind the figures of a report: which list shows them, and how many of them it doesn't. */
export class CountedDeals {
  constructor(
    private readonly reach: Reach,
    private readonly handedOn: HandedOn,
  ) {}

  /** @param status what those created are now; any when left out */
  created({ from, to }: Span, status?: 'WON' | 'OPEN'): Behind {
    const drillDown = opportunitiesOnceOf(this.reach, 'Creation', {
      createdFrom: from,
      createdTo: to,
      status,
    });
    const { ownerId } = this.reach.query;
    return behind(
      drillDown,
      this.handedOn.count({
        event: 'CREATED',
        from,
        to,
        ...(status && { status }),
        ...(ownerId && { ownerId }),
      }),
    );
  }

  closed(status: 'WON' | 'LOST', { from, to }: Span): Behind {
    const filters = { status, closedFrom: from, closedTo: to };
    const { ownerId } = this.reach.query;
    return behind(
      opportunitiesOnceOf(this.reach, 'Closing', filters),
      this.handedOn.count({ event: 'CLOSED', status, from, to, ...(ownerId && { ownerId }) }),
    );
  }

  /** The same rows, those of one person. */
  of(ownerId: string): CountedDeals {
    return new CountedDeals(this.reach.of(ownerId), this.handedOn);
  }
}
