import { Housekeeping } from '#app/platform/housekeeping/index.js';
import { describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { createPipeline } from '../factories/pipeline.ts';
import { startStory, type Story } from '../support/story.ts';
import { tablesThatSay } from '../support/whole-database.ts';

/** Everything was written 25 months ago, but for the ledger of consents, which nobody can change. */
async function ageEverything({ prisma }: Story): Promise<void> {
  await prisma.$executeRaw`UPDATE clients SET updated_at = now() - interval '25 months'`;
  await prisma.$executeRaw`UPDATE contacts SET updated_at = now() - interval '25 months'`;
  await prisma.$executeRaw`UPDATE opportunities SET updated_at = now() - interval '25 months'`;
  await prisma.$executeRaw`UPDATE activities SET updated_at = now() - interval '25 months'`;
}

/** Prospects of every kind; those whose name begins with Muto are silent. */
async function makeProspects(story: Story) {
  const { aldo } = story.people;
  const api = story.as(aldo);
  const pipeline = await createPipeline(story);
  const shop = async (name: string, contact: string, fields: Record<string, unknown> = {}) => {
    const client = await createClient(story, aldo, { name, ...fields });
    await api
      .post(`/clients/${client.id}/contacts`)
      .send({ fullName: contact, ...(fields['agreed'] as object) });
    return client.id;
  };
  const person = (
    await createClient(story, aldo, { name: 'Muto Privato', kind: 'PERSON', phone: '333 9998887' })
  ).id;
  const company = await shop('Muto Bar', 'Dora Silente');
  const open = await shop('Bar Trattativa', 'Elio Aperto');
  await createOpportunity(story, aldo, { clientId: open });
  const sold = await shop('Bar Cliente', 'Fabio Comprato', { lifecycle: 'LEAD' });
  const deal = await createOpportunity(story, aldo, { clientId: sold });
  await api.post(`/opportunities/${deal.id}/move`).send({ stageId: pipeline.stage('Won') });
  await shop('Bar Dormiente', 'Gina Cliente', { lifecycle: 'DORMANT' });
  const agreed = await shop('Bar Consenso', 'Ivo Consenziente');
  const contact = await story.prisma.contact.findFirstOrThrow({ where: { clientId: agreed } });
  await api
    .post(`/contacts/${contact.id}/consents`)
    .send({ channel: 'EMAIL', purpose: 'MARKETING', given: true, source: 'modulo' });
  await createClient(story, aldo, { name: 'Bar Senza Persone' });
  await ageEverything(story);
  const called = await shop('Bar Chiamato', 'Lara Sentita');
  await story.prisma
    .$executeRaw`UPDATE clients SET updated_at = now() - interval '25 months' WHERE id = ${called}::uuid`;
  await story.prisma
    .$executeRaw`UPDATE contacts SET updated_at = now() - interval '25 months' WHERE client_id = ${called}::uuid`;
  await api.post('/activities').send({ type: 'CALL', subject: 'sentita ieri', clientId: called });
  return { person, company };
}

const listed = async (story: Story, months = '') => {
  const { body } = await story.as(story.people.admin).get(`/privacy/silent-prospects?count=exact${months}`);
  return (body.items as { name: string }[]).map(({ name }) => name).sort();
};
const tick = async (story: Story) => {
  await story.app.get(Housekeeping, { strict: false }).tick();
  const { facts } = await story.prisma.jobRun.findFirstOrThrow({ where: { job: 'housekeeping' } });
  return (facts as { deleted: Record<string, number> }).deleted;
};

describe('prospects of whom nothing was heard for long', () => {
  it('are listed for an admin, and nobody is erased unless a setting says after how long', async () => {
    const story = await startStory();
    const { person, company } = await makeProspects(story);
    expect(await listed(story)).toEqual(['Muto Bar', 'Muto Privato']);
    expect(await listed(story, '&months=26')).toEqual([]);
    const { body } = await story.as(story.people.admin).get('/privacy/silent-prospects?sort=-updatedAt');
    expect(body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ clientId: person, isPerson: true, contacts: 0 }),
        expect.objectContaining({ clientId: company, isPerson: false, contacts: 1 }),
      ]),
    );
    expect((await story.as(story.people.anna).get('/privacy/silent-prospects')).status).toBe(403);
    expect((await story.as(story.people.admin).get('/privacy/silent-prospects?months=0')).status).toBe(400);
    expect(await tick(story)).not.toHaveProperty('silentProspects');
    expect(await listed(story)).toEqual(['Muto Bar', 'Muto Privato']);
    await story.end();
  });

  it('are erased where the setting says so, the persons among them and the contacts of companies, and nobody else', async () => {
    const story = await startStory({ PROSPECT_RETENTION_MONTHS: '24' });
    const { person, company } = await makeProspects(story);
    expect(await tick(story)).toMatchObject({ silentProspects: 2 });
    for (const word of ['Muto Privato', '3339998887', 'Dora Silente'])
      expect([word, await tablesThatSay(story, word)]).toEqual([word, []]);
    for (const word of [
      'Muto Bar',
      'Elio Aperto',
      'Fabio Comprato',
      'Gina Cliente',
      'Ivo Consenziente',
      'Lara Sentita',
    ])
      expect([word, await tablesThatSay(story, word)]).toEqual([
        word,
        expect.arrayContaining([expect.any(String)]),
      ]);
    expect(await listed(story)).toEqual([]);
    const told = await story.prisma.journalEntry.findMany({ where: { action: 'privacy.erased' } });
    expect(told.map(({ actorId, clientId }) => [actorId, clientId]).sort()).toEqual(
      [
        [null, person],
        [null, company],
      ].sort(),
    );
    await story.end();
  });
});

describe('where agents checked in', () => {
  it('is forgotten after thirty days; that it was at the door, and how far from it, stays', async () => {
    const story = await startStory();
    const { aldo } = story.people;
    const { id: clientId } = await createClient(story, aldo);
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
    const checkIn = (days: number) =>
      story.prisma.visit.create({
        data: {
          ...{
            clientId,
            agentId: aldo.id,
            status: 'COMPLETED',
            verification: 'VERIFIED',
            distanceMeters: 40,
          },
          ...{ scheduledAt: daysAgo(days), endsAt: daysAgo(days - 1), checkedInAt: daysAgo(days) },
          ...{ checkInLatitude: 45.46, checkInLongitude: 9.19, checkInAccuracy: 10 },
        },
      });
    const [old, fresh] = [await checkIn(31), await checkIn(29)];
    expect(await tick(story)).toMatchObject({ checkInPositions: 1 });
    expect(await story.prisma.visit.findUniqueOrThrow({ where: { id: old.id } })).toMatchObject({
      ...{ checkInLatitude: null, checkInLongitude: null, checkInAccuracy: null },
      ...{ verification: 'VERIFIED', distanceMeters: 40, version: 1 },
    });
    expect(await story.prisma.visit.findUniqueOrThrow({ where: { id: fresh.id } })).toMatchObject({
      checkInLatitude: 45.46,
    });
    expect((await story.as(aldo).get(`/visits/${old.id}`)).body.checkInPosition).toBeNull();
    await story.end();
  });
});
