import { businessDateOf } from '#app/platform/time/rome.js';
import type { Story } from './story.ts';

interface Event {
  day: string;
  ownerId: string;
}

export const STEPS = [
  'PROSPECT',
  'FIRST_CONTACT',
  'FIRST_VISIT',
  'FIRST_ORDER',
  'REPEAT',
  'AT_RISK',
  'LOST',
] as const;

/** What one client went through, found out event by event. */
export interface ClientStory {
  lead: boolean;
  created: Event;
  waited: number | null;
  customer: Event | undefined;
  steps: Partial<Record<(typeof STEPS)[number], Event>>;
}

const DAY = 86_400_000;

/** Every living client, counted anew from its own rows and their history. */
export async function recountClients({ prisma }: Story): Promise<ClientStory[]> {
  const clients = await prisma.client.findMany({
    where: { deletedAt: null },
    include: {
      spans: { orderBy: { sequence: 'asc' } },
      visits: { where: { deletedAt: null, status: 'COMPLETED' }, include: { opportunity: true } },
      opportunities: { where: { deletedAt: null, status: 'WON' } },
    },
  });
  return clients.map((client) => {
    const { spans, lifecycle } = client;
    const [first] = spans;
    if (!first) throw new Error('a client without a history');
    const at = (moment: Date): Event => ({
      day: businessDateOf(moment),
      ownerId: (spans.filter(({ fromAt }) => fromAt <= moment).at(-1) ?? first).ownerId,
    });
    const earliest = (moments: Date[]): Event | undefined => {
      const [least] = moments.sort((a, b) => a.getTime() - b.getTime());
      return least && at(least);
    };
    const lead = ['LEAD', 'PROSPECT'].includes(first.lifecycle);

    const orders = [
      ...client.opportunities.map(({ closedAt }) => closedAt as Date),
      ...client.visits
        .filter(({ outcome, opportunity }) => {
          const sold = opportunity?.status === 'WON' && !opportunity.deletedAt;
          return outcome === 'ORDER' && !(sold && opportunity.clientId === client.id);
        })
        .map(({ checkedOutAt, checkedInAt, scheduledAt }) => checkedOutAt ?? checkedInAt ?? scheduledAt),
    ];
    const firstDay = orders.map(businessDateOf).sort()[0];
    const later = orders.filter((moment) => businessDateOf(moment) !== firstDay);

    const customerSpan =
      lifecycle === 'LEAD' || lifecycle === 'PROSPECT'
        ? undefined
        : spans.find((span) => span.lifecycle === 'CUSTOMER');
    const lastOther = spans.filter((span) => span.lifecycle !== lifecycle).at(-1);
    const since = spans.find((span) => span.sequence > (lastOther?.sequence ?? 0));
    const basis =
      orders.map(businessDateOf).sort().at(-1) ?? (customerSpan && businessDateOf(customerSpan.fromAt));
    const riskDays: string[] = [];
    if (basis) {
      const days = client.visitIntervalDays === null ? 90 : 2 * client.visitIntervalDays;
      riskDays.push(new Date(Date.parse(basis) + days * DAY).toISOString().slice(0, 10));
    }
    if (since && (lifecycle === 'DORMANT' || (lifecycle === 'LOST' && basis)))
      riskDays.push(businessDateOf(since.fromAt));
    const [riskDay] = riskDays.sort();

    const steps: ClientStory['steps'] = {};
    const reach = (step: (typeof STEPS)[number], event: Event | undefined): void => {
      if (event) steps[step] = event;
    };
    const created = { day: businessDateOf(client.createdAt), ownerId: first.ownerId };
    if (lead) {
      reach('PROSPECT', created);
      reach('FIRST_CONTACT', client.firstContactAt ? at(client.firstContactAt) : undefined);
      reach('FIRST_VISIT', earliest(client.visits.map((visit) => visit.checkedInAt ?? visit.scheduledAt)));
      reach('FIRST_ORDER', earliest(orders));
    }
    reach('REPEAT', earliest(lead ? later : orders));
    if (riskDay) reach('AT_RISK', { day: riskDay, ownerId: at(startOfRomeDay(riskDay)).ownerId });
    if (lifecycle === 'LOST' && since)
      reach('LOST', { day: businessDateOf(since.fromAt), ownerId: since.ownerId });

    const seconds =
      client.firstContactAt &&
      Math.max(0, Math.floor((client.firstContactAt.getTime() - client.createdAt.getTime()) / 1000));
    return {
      lead,
      created,
      waited: lead && seconds !== null ? roundedDown(seconds) : null,
      customer: customerSpan && { day: businessDateOf(customerSpan.fromAt), ownerId: customerSpan.ownerId },
      steps,
    };
  });
}

/** What the reports should say of the events of these owners; null: of everybody. */
export function recountReports(
  clients: readonly ClientStory[],
  owners: readonly string[] | null,
  [from, to]: readonly [string, string],
  today: string,
) {
  const counts = (event: Event | undefined): event is Event =>
    event !== undefined &&
    event.day >= from &&
    event.day < to &&
    event.day <= today &&
    (owners === null || owners.includes(event.ownerId));
  const happened = (event: Event | undefined): boolean => event !== undefined && event.day <= today;
  const leads = clients.filter(({ lead, created }) => lead && counts(created));
  const waits = leads.flatMap(({ waited }) => (waited === null ? [] : [waited]));
  return {
    newLeads: leads.length,
    converted: leads.filter(({ customer }) => customer).length,
    newCustomers: clients.filter(({ lead, customer }) => lead && counts(customer)).length,
    median: quantile(waits, 0.5),
    p90: quantile(waits, 0.9),
    waiting: leads.length - waits.length,
    steps: STEPS.map((step, index) => {
      const before = STEPS[index - 1];
      const reached = clients.filter(({ steps }) => counts(steps[step]));
      const base = before ? clients.filter(({ steps }) => counts(steps[before])) : [];
      const days = reached.flatMap(({ steps }) => {
        const [earlier, event] = [before && steps[before], steps[step]];
        return earlier && event
          ? [
              daysRoundedDown(
                Math.max(0, Math.round((Date.parse(event.day) - Date.parse(earlier.day)) / DAY)),
              ),
            ]
          : [];
      });
      return {
        step,
        reached: reached.length,
        conversion: before ? [base.filter(({ steps }) => happened(steps[step])).length, base.length] : null,
        median: quantile(days, 0.5),
      };
    }),
    cohort: STEPS.slice(1).map((step) => leads.filter(({ steps }) => happened(steps[step])).length),
  };
}

/** The least value that this part of all does not exceed. */
function quantile(values: number[], part: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= part - 1e-12) ?? null;
}

function roundedDown(seconds: number): number {
  const units = [
    [3600, 60],
    [3 * 86_400, 3600],
    [30 * 86_400, 86_400],
    [Infinity, 30 * 86_400],
  ] as const;
  return inUnits(seconds, units);
}

function daysRoundedDown(days: number): number {
  const units = [
    [14, 1],
    [90, 7],
    [720, 30],
    [Infinity, 90],
  ] as const;
  return inUnits(days, units);
}

/** Rounded down to the unit that is used below the first limit above it. */
function inUnits(value: number, units: readonly (readonly [number, number])[]): number {
  const unit = units.find(([limit]) => value < limit)?.[1] ?? 1;
  return Math.floor(value / unit) * unit;
}

/** Midnight in Rome is one or two hours before that of UTC. */
function startOfRomeDay(day: string): Date {
  const [summer, winter] = [2, 1].map((hours) => new Date(Date.parse(day) - hours * 3_600_000)) as [
    Date,
    Date,
  ];
  return businessDateOf(summer) === day ? summer : winter;
}
