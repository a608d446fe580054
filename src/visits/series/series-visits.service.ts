import { Injectable } from '@nestjs/common';
import { diff, type JournalActor, JournalService } from '../../platform/journal/index.js';
import type { Visit, VisitSeries } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import { Clock } from '../../platform/time/clock.js';
import {
  addDays,
  type BusinessDate,
  businessDateOf,
  fromDateColumn,
  toDateColumn,
} from '../../platform/time/rome.js';
import { leftOn } from '../visits/plan-day.js';
import { slotOf, visitRecord } from '../visits/visit-facts.js';
import { lockCalendar } from '../visits/visit.queries.js';
import { datesWithin, type Slot, slotOn } from './recurrence.js';
import { inTheWay, lockUntouched } from './series.queries.js';
import { type DayLeftOut, SeriesDays } from './series-days.service.js';
import { ruleOf } from './visit-series.mapper.js';

/** Visits stand in the calendar for so many days ahead. */
export const HORIZON_DAYS = 56;

/** Writes the visits of a series, and takes back those that nobody has touched. The series must be held. */
@Injectable()
export class SeriesVisits {
  constructor(
    private readonly journal: JournalService,
    private readonly clock: Clock,
    private readonly days: SeriesDays,
  ) {}

  /** The day up to which visits are made today. */
  horizon(): BusinessDate {
    return addDays(businessDateOf(this.clock.now()), HORIZON_DAYS);
  }

  /** Makes what is missing up to the horizon. A day that has its visit, moved or deleted by hand even, gets no other. */
  async make(tx: Tx, actor: JournalActor, series: VisitSeries): Promise<VisitSeries> {
    const through = this.horizon();
    const first = addDays(fromDateColumn(series.madeThrough), 1);
    const rule = ruleOf(series);
    const slots = datesWithin(rule, first, through)
      .map((date) => slotOn(rule, date))
      .filter(({ scheduledAt }) => scheduledAt > this.clock.now());
    await lockCalendar(tx, series.agentId);
    const made = await tx.visit.findMany({
      where: { seriesId: series.id, seriesDate: { in: slots.map(({ date }) => toDateColumn(date)) } },
      select: { seriesDate: true },
    });
    const known = new Set(made.map(({ seriesDate }) => seriesDate && fromDateColumn(seriesDate)));
    const leftOut = await this.days.leftOut(tx, series, rule, [first, through]);
    for (const slot of slots) {
      if (known.has(slot.date)) continue;
      const reason = leftOut(slot.date);
      if (reason) await this.skip(tx, series, slot, { reason, visitId: null });
      else await this.makeOne(tx, actor, series, slot);
    }
    return tx.visitSeries.update({ where: { id: series.id }, data: { madeThrough: toDateColumn(through) } });
  }

  /** Brings the untouched visits to come to what the series says now; those that have no day in it any more, or one that is left out, go. Before {@link make}. */
  async revise(tx: Tx, actor: JournalActor, series: VisitSeries): Promise<void> {
    const now = this.clock.now();
    const rule = ruleOf(series);
    const today = businessDateOf(now);
    const days = new Set(series.endedAt ? [] : datesWithin(rule, today, this.horizon()));
    const leftOut = await this.days.leftOut(tx, series, rule, [today, this.horizon()]);
    const ids = await lockUntouched(tx, series.id, now);
    await lockCalendar(tx, series.agentId);
    await tx.visitSeriesSkip.deleteMany({
      where: { seriesId: series.id, date: { gte: toDateColumn(today) } },
    });
    const visits = await tx.visit.findMany({ where: { id: { in: ids } }, orderBy: { scheduledAt: 'asc' } });
    for (const visit of visits) {
      const date = visit.seriesDate && fromDateColumn(visit.seriesDate);
      const takesPlace = date !== null && days.has(date) && leftOut(date) === null;
      const slot = takesPlace ? slotOn(rule, date) : undefined;
      if (!slot || slot.scheduledAt <= now) await this.remove(tx, actor, visit);
      else await this.change(tx, actor, series, visit, slot);
    }
  }

  private async makeOne(tx: Tx, actor: JournalActor, series: VisitSeries, slot: Slot): Promise<void> {
    const visitId = await inTheWay(tx, series.agentId, slot);
    if (visitId !== undefined) return this.skip(tx, series, slot, { reason: 'OVERLAP', visitId });
    const { id: seriesId, clientId, agentId, purpose, fixed, durationMinutes } = series;
    const by = { createdById: actor.userId, updatedById: actor.userId };
    const { scheduledAt, endsAt } = slot;
    const visit = await tx.visit.create({
      data: {
        ...{ clientId, agentId, purpose, fixed, durationMinutes, scheduledAt, endsAt, ...by },
        ...{ seriesId, seriesDate: toDateColumn(slot.date), seriesVersion: 1 },
      },
    });
    await this.journal.record(tx, actor, visitRecord('planned', visit, { seriesId }));
  }

  private async change(
    tx: Tx,
    actor: JournalActor,
    series: VisitSeries,
    before: Visit,
    slot: Slot,
  ): Promise<void> {
    // Where another visit stands there, the day is decided anew with those that have none.
    if ((await inTheWay(tx, series.agentId, slot, before.id)) !== undefined)
      return this.remove(tx, actor, before);
    const { purpose, fixed, durationMinutes } = series;
    const changes = { scheduledAt: slot.scheduledAt, endsAt: slot.endsAt, purpose, fixed, durationMinutes };
    const fields = diff(before, changes);
    if (Object.keys(fields).length === 0) return;
    const version = before.version + 1;
    const left = leftOn(before, changes, businessDateOf(this.clock.now()));
    const data = { ...changes, leftOn: left, version, seriesVersion: version, updatedById: actor.userId };
    const visit = await tx.visit.update({ where: { id: before.id }, data });
    const facts = { previous: slotOf(before), changes: fields, seriesId: series.id };
    await this.journal.record(tx, actor, visitRecord('updated', visit, facts));
  }

  /** The day is free for the series again: it was not taken out by hand. */
  private async remove(tx: Tx, actor: JournalActor, { id, seriesId }: Visit): Promise<void> {
    const visit = await tx.visit.update({
      where: { id },
      data: {
        ...{ deletedAt: this.clock.now(), seriesDate: null },
        ...{ version: { increment: 1 }, updatedById: actor.userId },
      },
    });
    await this.journal.record(tx, actor, visitRecord('deleted', visit, { seriesId: seriesId ?? undefined }));
  }

  private async skip(
    tx: Tx,
    { id: seriesId }: VisitSeries,
    { date }: Slot,
    found: { reason: DayLeftOut | 'OVERLAP'; visitId: string | null },
  ): Promise<void> {
    const key = { seriesId, date: toDateColumn(date) };
    await tx.visitSeriesSkip.upsert({
      where: { seriesId_date: key },
      create: { ...key, ...found },
      update: found,
    });
  }
}
