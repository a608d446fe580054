import type { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { hash } from '@node-rs/argon2';
import { Calendar } from './calendar.ts';
import { makeCatalogue, makeLines } from './catalogue.ts';
import { makeConversions } from './conversions.ts';
import { makeDeals, makePipeline } from './deals.ts';
import { makeJournal } from './journal.ts';
import { Random } from './random.ts';
import { makeShops } from './shops.ts';
import { DEMO_PASSWORD, makeStaff } from './staff.ts';
import { makeTargets } from './targets.ts';
import { makeVisits } from './visits.ts';
import { makeAbsences, makeWorkingHours, withClosures } from './working-hours.ts';

const SEED = 2026;
/** Of what came later: the rest stays as it was drawn. */
const TRADE_SEED = 2027;
const AGENDA_SEED = 2028;
const CHUNK = 500;

/**
 * Two teams, eight agents, 400 shops on real towns, a year of deals and visits up to `now`.
 * One transaction: a run that is killed leaves nothing, a second run changes nothing.
 * @returns what was done, in one line
 */
export async function makeDemoCompany(prisma: PrismaService, now: Date): Promise<string> {
  if ((await prisma.user.count()) > 0) return 'The database has its people already; no demo was added.';
  const random = new Random(SEED);
  const calendar = new Calendar(now);
  const since = calendar.instant(-560, '08:00');
  const staff = makeStaff(
    random,
    await hash(DEMO_PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 }),
    since,
  );
  const { clients: shops, contacts } = makeShops(random, calendar, staff);
  const clients = withClosures(new Random(AGENDA_SEED + 1), calendar, shops);
  const pipeline = makePipeline(random, since);
  const { deals, entries } = makeDeals(random, calendar, clients, pipeline);
  const conversions = makeConversions(clients, deals);
  const visits = makeVisits(random, calendar, clients);
  const trade = new Random(TRADE_SEED);
  const catalogue = makeCatalogue(trade, since);
  const lines = makeLines(trade, deals, catalogue);
  const targets = makeTargets(
    trade,
    staff.agents.map(({ id }) => id),
    now,
    since,
  );

  await prisma.$transaction(
    async (tx) => {
      await tx.team.createMany({ data: staff.teams });
      await tx.user.createMany({ data: staff.users });
      await tx.workingHours.createMany({ data: makeWorkingHours(staff, since) });
      await tx.absence.createMany({ data: makeAbsences(new Random(AGENDA_SEED), calendar, staff, since) });
      await tx.client.createMany({ data: clients });
      for (const { client, at } of conversions)
        await tx.client.update({
          where: { id: client.id },
          data: { lifecycle: 'CUSTOMER', updatedAt: at, updatedById: client.ownerId, version: 2 },
        });
      await tx.contact.createMany({ data: contacts });
      await tx.salesPipeline.create({
        data: { id: pipeline.id, name: 'Vendita ai negozi', isDefault: true, createdAt: since },
      });
      await tx.pipelineStage.createMany({ data: pipeline.stages });
      for (const data of chunks(deals)) await tx.opportunity.createMany({ data });
      await tx.product.createMany({ data: catalogue });
      for (const data of chunks(lines)) await tx.opportunityLine.createMany({ data });
      await tx.salesTarget.createMany({ data: targets });
      for (const data of chunks(entries)) await tx.opportunityStageEntry.createMany({ data });
      for (const data of chunks(visits)) await tx.visit.createMany({ data });
      for (const data of chunks(makeJournal(clients, conversions, deals, entries, visits)))
        await tx.journalEntry.createMany({ data });
    },
    { timeout: 120_000 },
  );
  return `Made the demo company: ${clients.length} clients, ${deals.length} opportunities, ${visits.length} visits.`;
}

/** A statement takes 65,535 values at most. */
function chunks<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, index) =>
    rows.slice(index * CHUNK, (index + 1) * CHUNK),
  );
}
