import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { refuseConflicts } from '../../platform/editing/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { diff, JournalService } from '../../platform/journal/index.js';
import type { Opportunity, Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService, type Tx } from '../../platform/prisma/prisma.service.js';
import { recordOpportunity } from '../opportunities/opportunity-journal.js';
import { lockOpportunity } from '../opportunities/opportunity.queries.js';
import { dealTotals } from './domain/deal-totals.js';
import { changedLines, isSameLine, type Line, type LineDraft } from './domain/line.js';
import type { NewLineDto, UpdateLineDto } from './dto/line.dto.js';
import type { OpportunityLinesResponse } from './dto/opportunity-lines.response.js';
import { MAX_LINES, type ReplaceLinesDto } from './dto/replace-lines.dto.js';
import { edited, replaced } from './line-edits.js';
import { readLines, writeLines } from './lines.queries.js';
import { newLine, productBook } from './product-book.js';

/** What the lines of a deal are to be, seen from what they are. */
type Edit = (tx: Tx, lines: readonly Line[]) => LineDraft[] | Promise<LineDraft[]>;

/** What is offered in a deal. Its amount is their sum; the database sees to it. */
@Injectable()
export class LinesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async list(actor: Principal, id: string): Promise<OpportunityLinesResponse> {
    const seen = within<Prisma.OpportunityWhereInput>(actor.scope('opportunity:read'), 'owner');
    const deal = await this.prisma.opportunity.findFirst({ where: { AND: [{ id, deletedAt: null }, seen] } });
    if (!deal) throw DomainError.notFound('opportunity');
    return toResponse(deal, await readLines(this.prisma, id));
  }

  /** @throws DomainError NOT_FOUND, DEAL_CLOSED (409), STALE (412), or a problem of a field (400) */
  replace(
    actor: Principal,
    id: string,
    { lines }: ReplaceLinesDto,
    ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.edit(actor, id, ifMatch, async (tx, current) =>
      replaced(current, lines, await productBook(tx, lines)),
    );
  }

  /** At the end. @throws DomainError NOT_FOUND, DEAL_CLOSED, TOO_MANY_LINES (409), STALE (412), or a problem of a field (400) */
  add(actor: Principal, id: string, line: NewLineDto, ifMatch?: number): Promise<OpportunityLinesResponse> {
    return this.edit(actor, id, ifMatch, async (tx, current) => {
      if (current.length >= MAX_LINES)
        throw new DomainError('conflict', 'TOO_MANY_LINES', `An opportunity has at most ${MAX_LINES} lines.`);
      return [...current, newLine(line, await productBook(tx, [line]), '')];
    });
  }

  /** @throws DomainError NOT_FOUND, DEAL_CLOSED (409), STALE (412) */
  change(
    actor: Principal,
    id: string,
    lineId: string,
    changes: UpdateLineDto,
    ifMatch?: number,
  ): Promise<OpportunityLinesResponse> {
    return this.edit(actor, id, ifMatch, (_, current) => {
      const line = lineNamed(current, lineId);
      return current.map((other) => (other === line ? edited(line, changes) : other));
    });
  }

  /** @throws DomainError NOT_FOUND, DEAL_CLOSED (409), STALE (412) */
  remove(actor: Principal, id: string, lineId: string, ifMatch?: number): Promise<OpportunityLinesResponse> {
    return this.edit(actor, id, ifMatch, (_, current) => {
      const line = lineNamed(current, lineId);
      return current.filter((other) => other !== line);
    });
  }

  private edit(
    actor: Principal,
    id: string,
    ifMatch: number | undefined,
    edit: Edit,
  ): Promise<OpportunityLinesResponse> {
    return this.prisma.$transaction(async (tx) => {
      const before = await lockOpportunity(tx, actor.scope('opportunity:update'), id);
      assertSeesAmounts(actor);
      assertOpen(before);
      const current = await readLines(tx, id);
      const wanted = await edit(tx, current);
      if (isUnchanged(current, wanted)) return toResponse(before, current);
      await refuseConflicts(tx, {
        ...{ entity: 'opportunity', row: before, ifMatch, columns: { lines: 'lines_version' } },
        given: { lines: shown(actor, wanted) },
        current: { lines: shown(actor, current) },
        changes: { lines: wanted },
      });
      // First the version: the columns that the lines change are stamped with it.
      const data = { version: { increment: 1 }, updatedById: actor.userId };
      await tx.opportunity.update({ where: { id }, data });
      await writeLines(tx, id, wanted);
      const after = await tx.opportunity.findUniqueOrThrow({ where: { id } });
      const lines = await readLines(tx, id);
      const { from, to } = changedLines(current, lines);
      const facts = diff({ ...before, lines: from }, { amount: after.amount, lines: to });
      await recordOpportunity(tx, this.journal, actor, 'updated', before, after, facts);
      return toResponse(after, lines);
    });
  }
}

/**
 * Lines make the amount: whoever may not see it doesn't write them either. Else the limit of an amount, tried out with
 * quantities, would tell a hidden price.
 */
function assertSeesAmounts(actor: Principal): void {
  if (!actor.hiddenFields.has('opportunity.amount')) return;
  throw new DomainError('forbidden', 'FIELD_HIDDEN', 'Your role does not see amounts, which the lines make.');
}

function assertOpen({ status }: Opportunity): void {
  if (status === 'OPEN') return;
  throw new DomainError(
    'conflict',
    'DEAL_CLOSED',
    'What was offered in a closed opportunity stays as it is: reopen it first.',
  );
}

function lineNamed(lines: readonly Line[], id: string): Line {
  const line = lines.find((one) => one.id === id);
  if (!line) throw DomainError.notFound('line');
  return line;
}

function isUnchanged(current: readonly Line[], wanted: readonly LineDraft[]): boolean {
  return (
    current.length === wanted.length &&
    current.every((line, index) => wanted[index] && isSameLine(line, wanted[index]))
  );
}

/** As a conflict tells them: without what the actor's role does not see. */
function shown(actor: Principal, lines: readonly LineDraft[]): object[] {
  if (!actor.hides('opportunity.amount')) return [...lines];
  return lines.map(({ id, productId, code, description, unit, quantity, vatClass }) => ({
    ...{ id, productId, code, description, unit, quantity, vatClass },
  }));
}

function toResponse({ id, version, amount }: Opportunity, lines: Line[]): OpportunityLinesResponse {
  return { opportunityId: id, version, amount: amount.toFixed(2), lines, totals: dealTotals(lines) };
}
