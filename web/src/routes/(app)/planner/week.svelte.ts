import { once } from '#lib/api/attempts.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { addDays, mondayOf, romeDay } from './days.ts';
import {
  type CalendarDay,
  type DueClient,
  type Entry,
  daysOf,
  type Place,
  type PlannedWeek,
} from './model.ts';

type Calendar = Schemas['AgentCalendarResponse'];

/** Clients that are due: those shown, and whether there are more. */
export interface Due {
  items: readonly DueClient[];
  more: boolean;
}

/** Something that was done and can be taken back. */
export interface Undo {
  label: string;
  /** @returns how many visits stay as somebody left them meanwhile */
  back: () => Promise<number>;
}

const DUE_SHOWN = 100;
/** What a visit answers that is gone, that may not be taken off any more, or that has another version. */
const TOUCHED = [404, 409, 412];

/** An agent's week as it stands, who waits for a visit, and a plan that nobody has accepted yet. */
export class Week {
  readonly calendar = new Remote<Calendar>();
  readonly due = new Remote<Due>();
  /** The business day that the API says it is. */
  today = $state('');
  monday = $state('');
  plan = $state.raw<PlannedWeek>();
  undos = $state.raw<readonly Undo[]>([]);
  private strangers = $state.raw<ReadonlyMap<string, Place>>(new Map());
  private request: Pick<Schemas['PlanWeekDto'], 'agentId' | 'from' | 'days' | 'now'> | undefined;

  constructor(readonly agentId: string) {}

  readonly places = $derived.by(() => {
    const places = new Map(this.strangers);
    for (const { clientId: id, clientName: name, ...rest } of this.due.data?.items ?? [])
      places.set(id, { id, name, city: rest.city, latitude: rest.latitude, longitude: rest.longitude });
    for (const { visits } of this.calendar.data?.days ?? [])
      for (const { clientId: id, clientName: name, ...rest } of visits)
        places.set(id, { id, name, city: rest.city, latitude: rest.latitude, longitude: rest.longitude });
    return places;
  });
  readonly days = $derived(daysOf(this.calendar.data?.days ?? [], this.plan, this.places));
  /** Days of this week that may still be planned. */
  readonly open = $derived(
    (this.calendar.data?.days ?? []).filter(({ date, off }) => off === null && date >= this.today),
  );

  /** @param monday the week to show; the present one when left out, on a weekend the next */
  async show(monday?: string): Promise<void> {
    this.plan = undefined;
    await this.calendar.load(async (signal) => {
      if (!this.today) this.today = (await this.read(undefined, 1, signal)).days[0]?.date ?? '';
      this.monday = monday ?? mondayOf(addDays(this.today, 2));
      return this.read(this.monday, 7, signal);
    });
  }

  async readDue(): Promise<void> {
    await this.due.load(async (signal) => {
      const query = { agentId: this.agentId, limit: DUE_SHOWN };
      const page = await ask(api.GET('/api/v1/visits/due', { params: { query }, signal }));
      return { items: page.items, more: page.nextCursor !== null };
    });
  }

  /** What stands in the calendar now, and who waits. */
  async refresh(): Promise<void> {
    await Promise.all([this.calendar.load((signal) => this.read(this.monday, 7, signal)), this.readDue()]);
  }

  /** Proposes a plan; nothing is written. @throws Problem */
  async propose(): Promise<void> {
    const [first] = this.open;
    if (!first) return;
    const now = new Date();
    const body = {
      ...{ agentId: this.agentId, from: first.date, days: this.open.length },
      // What is left of today, not what has passed of it.
      ...(first.date === romeDay(now) && { now: now.toISOString() }),
    };
    const plan = await ask(api.POST('/api/v1/routes/plan-week', { body }));
    this.request = body;
    await this.meet(plan);
    this.plan = plan;
  }

  /**
   * Writes the proposed plan: the same request and seed give the same plan, unless the calendar has changed meanwhile.
   * @param say what an undo is called, by the number of visits made
   * @returns what was written
   * @throws Problem
   */
  async accept(say: (count: number) => string): Promise<{ plan: PlannedWeek; made: number } | undefined> {
    const { request } = this;
    if (!request) return undefined;
    const known = new Set(this.calendar.data?.days.flatMap(({ visits }) => visits.map(({ id }) => id)));
    const written = await once(
      `plan-week ${JSON.stringify(request)}`,
      () => ({ ...request, commit: true }),
      (body, header) => ask(api.POST('/api/v1/routes/plan-week', { params: { header }, body })),
    );
    const ids = new Set(
      written.routes
        .flatMap(({ committed, stops }) => (committed ? stops : []))
        .flatMap(({ visitId }) => (visitId !== null && !known.has(visitId) ? [visitId] : [])),
    );
    this.plan = undefined;
    await this.refresh();
    const made = (this.calendar.data?.days ?? [])
      .flatMap(({ visits }) => visits)
      .filter(({ id }) => ids.has(id));
    if (made.length > 0) this.remember({ label: say(made.length), back: () => this.takeOff(made) });
    return { plan: written, made: ids.size };
  }

  discard(): void {
    this.plan = undefined;
  }

  /** What a visit, or one more to a client, costs on each of the days. @throws Problem */
  costs(of: { clientId: string; entry?: Entry }, signal: AbortSignal): Promise<Schemas['FoundDaysResponse']> {
    const { clientId, entry } = of;
    const from = this.open[0]?.date ?? this.today;
    const stands = entry && romeDay(entry.startsAt);
    const worked = this.calendar.data?.days.filter(({ off }) => off === null) ?? [];
    const first = stands && stands < from ? stands : from;
    const days = Math.max(1, worked.filter(({ date }) => date >= first).length);
    const body = {
      ...{ agentId: this.agentId, clientId, from: first, days },
      ...(entry?.visit && { visitId: entry.visit.id, durationMinutes: entry.visit.durationMinutes }),
    };
    return ask(api.POST('/api/v1/routes/find-day', { body, signal }));
  }

  /** @throws Problem 412 when somebody changed it meanwhile */
  async move(visit: { id: string; version: number }, scheduledAt: string): Promise<Schemas['VisitResponse']> {
    const params = { path: { id: visit.id }, header: { 'If-Match': `"${visit.version}"` } };
    return ask(api.PATCH('/api/v1/visits/{id}', { params, body: { scheduledAt } }));
  }

  /** @throws Problem */
  async book(clientId: string, scheduledAt: string): Promise<Schemas['VisitResponse']> {
    return once(
      `visit ${clientId} ${scheduledAt}`,
      () => ({ clientId, agentId: this.agentId, scheduledAt, durationMinutes: 30 }),
      (body, header) => ask(api.POST('/api/v1/visits', { params: { header }, body })),
    );
  }

  remember(undo: Undo): void {
    this.undos = [...this.undos, undo];
  }

  /** Takes the last step back. @returns how many visits stay as somebody left them meanwhile. @throws Problem */
  async undo(): Promise<number> {
    const last = this.undos.at(-1);
    if (!last) return 0;
    const stay = await last.back();
    this.undos = this.undos.slice(0, -1);
    await this.refresh();
    return stay;
  }

  /** Takes visits off the calendar again, but for those that somebody touched since they had this version. @throws Problem */
  async takeOff(visits: readonly { id: string; version: number }[]): Promise<number> {
    let stay = 0;
    for (const { id, version } of visits) {
      const params = { path: { id }, header: { 'If-Match': `"${version}"` } };
      try {
        await ask(api.DELETE('/api/v1/visits/{id}', { params }));
      } catch (error) {
        if (!(error instanceof Problem && TOUCHED.includes(error.status))) throw error;
        stay += 1;
      }
    }
    return stay;
  }

  private read(from: string | undefined, days: number, signal: AbortSignal): Promise<Calendar> {
    const query = { agentId: this.agentId, days, ...(from && { from }) };
    return ask(api.GET('/api/v1/routes/calendar', { params: { query }, signal }));
  }

  /** Clients of a plan that are neither due nor in this week, such as those who are visited twice. */
  private async meet({ routes, unassigned, cadence }: PlannedWeek): Promise<void> {
    const named = [...routes.flatMap(({ stops }) => stops), ...unassigned, ...cadence.outside];
    const unknown = [...new Set(named.map(({ clientId }) => clientId))].filter((id) => !this.places.has(id));
    const met = await Promise.all(
      unknown.map((id) => ask(api.GET('/api/v1/clients/{id}', { params: { path: { id } } }))),
    );
    this.strangers = new Map([...this.strangers, ...met.map((client) => [client.id, client] as const)]);
  }
}

export type { CalendarDay };
