import { createCustomField } from './custom-field.ts';
import { importFile } from './import.ts';
import { createOpportunity } from './opportunity.ts';
import type { MadePipeline } from './pipeline.ts';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

/** Words that stand for what is known of somebody; each is said in one place only. */
export const FISCAL = [
  'Verdini',
  'RSSMRA85M01H501Q',
  'verdini-pec@pec.test',
  'Via Segretissima',
  'Borgomanero',
];
export const PERSONAL = [
  'verdini-mail@example.test',
  '+390321844111',
  'verdini-site.test',
  'appunto-riservato',
  'etichetta-sua',
  'colore-amato',
  'trattativa-sua',
  'nota-persa',
  'compito-suo',
  'corpo-del-compito',
  'scopo-visita',
  'esito-raccontato',
  'prossimo-passo',
  'motivo-annullo',
  'vecchio-appunto',
  '8.4712345',
];

export interface KnownPerson {
  id: string;
  dealId: string;
}

/**
 * A client who is a person, about whom something is written everywhere where something can be. Nothing is open or ahead.
 * @param bought whether one of the deals was won, now
 */
export async function createKnownPerson(
  story: Story,
  owner: Person,
  pipeline: MadePipeline,
  bought = false,
): Promise<KnownPerson> {
  const api = story.as(owner);
  const must = async (call: PromiseLike<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await call;
    if (status >= 300) throw new Error(`refused: ${status} ${JSON.stringify(body)}`);
    return body as Record<string, string>;
  };
  await createCustomField(story, 'colour');
  const [name, taxCode, pecEmail, street, city] = FISCAL;
  const file = `Codice;Nome;Note\nPRIVATO-1;${name};vecchio-appunto\n`;
  await importFile(story, story.people.admin, file, { type: 'clients', key: 'externalId' });
  const { id } = await story.prisma.client.findFirstOrThrow({ where: { externalId: 'PRIVATO-1' } });
  await must(story.as(story.people.admin).post(`/clients/${id}/assign`).send({ ownerId: owner.id }));
  await must(
    api.patch(`/clients/${id}`).send({
      ...{ kind: 'PERSON', taxCode, pecEmail, street, city, province: 'NO', postalCode: '28021' },
      ...{ email: 'verdini-mail@example.test', phone: '0321 844111', website: 'verdini-site.test' },
      ...{ notes: 'appunto-riservato', tags: ['etichetta-sua'], custom: { colour: 'colore-amato' } },
      ...{ latitude: 45.7, longitude: 8.4712345 },
    }),
  );
  const deal = await createOpportunity(story, owner, {
    clientId: id,
    title: 'trattativa-sua',
    amount: '900.00',
  });
  const lost = await createOpportunity(story, owner, { clientId: id, title: 'trattativa-sua bis' });
  const note = { lostReason: 'PRICE', lostNote: 'nota-persa' };
  await must(api.post(`/opportunities/${lost.id}/move`).send({ stageId: pipeline.stage('Lost'), ...note }));
  const end = bought
    ? { stageId: pipeline.stage('Won') }
    : { stageId: pipeline.stage('Lost'), lostReason: 'TIMING' };
  await must(api.post(`/opportunities/${deal.id}/move`).send(end));
  const task = { type: 'TASK', subject: 'compito-suo', body: 'corpo-del-compito' };
  await must(api.post('/activities').send({ ...task, clientId: id }));
  await must(api.post('/activities').send({ ...task, opportunityId: deal.id }));
  const slot = (hour: number) => new Date(Date.now() - (hour + 1) * 7_200_000).toISOString();
  const visit = { clientId: id, agentId: owner.id, purpose: 'scopo-visita' };
  const seen = await must(api.post('/visits').send({ ...visit, scheduledAt: slot(1) }));
  await must(api.post(`/visits/${seen['id']}/check-in`).send({}));
  await must(
    api
      .post(`/visits/${seen['id']}/check-out`)
      .send({ outcome: 'NO_INTEREST', notes: 'esito-raccontato', nextAction: 'prossimo-passo' }),
  );
  const off = await must(api.post('/visits').send({ ...visit, scheduledAt: slot(2) }));
  await must(api.post(`/visits/${off['id']}/cancel`).send({ reason: 'motivo-annullo' }));
  await must(
    api.post('/routes/plan-day').send({
      ...{ agentId: owner.id, date: '2030-05-06', start: { latitude: 45.46, longitude: 9.19 } },
      ...{ shift: { from: '09:00', to: '18:00' }, clientIds: [id] },
    }),
  );
  return { id, dealId: deal.id };
}
