import type { Tx } from '../../platform/prisma/prisma.service.js';
import type { Clock } from '../../platform/time/clock.js';
import { businessDateOf } from '../../platform/time/rome.js';
import type { KeptSums } from './facts/kept-sums.js';
import { FOLDS, isFoldDue, MOST_FRESH } from './fold.queries.js';
import { lookUpByIndex } from './journal-news.queries.js';
import { areOfThisVersion } from './watermark.queries.js';
import { noteWhole, wereWholeOn } from './whole-sums.queries.js';

/** What a refresh did; stands in its run's row: how many rows of each family it touched. */
export type RefreshFacts = { full: boolean; unfinished?: boolean } & Record<string, number | boolean>;

/** What a fold did: how many fresh rows it put into the sums. */
type FoldFacts = Record<'folded', number> & Record<'unfinished', boolean>;

/** How a run of the refresh is cut into transactions: those of the figures, and once they are right and committed, those that fold. */
export class RefreshRun {
  private folds: readonly KeptSums[] = [];
  private folded = 0;

  /**
   * @param refresh brings the figures up to the journal, in as many transactions as it says
   * @param anew rebuild everything from the living rows
   */
  constructor(
    private readonly refresh: (tx: Tx, anew: boolean) => Promise<RefreshFacts>,
    private readonly clock: Clock,
    private anew: boolean,
  ) {}

  /** Does the work of the next transaction. */
  next(tx: Tx): Promise<RefreshFacts | FoldFacts> {
    const [kept, ...others] = this.folds;
    this.folds = others;
    return kept ? this.fold(tx, kept) : this.bringUp(tx);
  }

  private async bringUp(tx: Tx): Promise<RefreshFacts> {
    // Once a day, at night where the schedule goes on, the sums are to be whole.
    const areWhole = await wereWholeOn(tx, businessDateOf(this.clock.now()));
    const facts = await this.refresh(tx, this.anew);
    this.anew = false;
    if (facts.unfinished) return facts;
    const isDue = await isFoldDue(tx, areWhole ? MOST_FRESH : 0);
    if (isDue) this.folds = FOLDS;
    else if (!areWhole) await noteWhole(tx, this.clock.now());
    return { ...facts, unfinished: isDue };
  }

  private async fold(tx: Tx, kept: KeptSums): Promise<FoldFacts> {
    // Another version may have had its turn, whose sums are others or hold what is fresh: the next run makes them anew.
    if (!(await areOfThisVersion(tx))) return { folded: this.folded, unfinished: false };
    await lookUpByIndex(tx);
    this.folded += await kept.fold(tx);
    if (this.folds.length === 0) await noteWhole(tx, this.clock.now());
    return { folded: this.folded, unfinished: this.folds.length > 0 };
  }
}
