import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClient } from '../factories/client.ts';
import { startStory, type Story } from '../support/story.ts';

const MORNING = { mon: { from: '09:00', to: '13:00' } };

describe('recurring visits leave days out', () => {
  let story: Story;
  let clientId: string;
  beforeAll(async () => {
    story = await startStory();
    story.clock.setTo('2026-11-16T05:00:00Z');
    clientId = (
      await createClient(story, story.people.aldo, {
        ...{ name: 'Bottega', city: 'Milano' },
        openingExceptions: [{ from: '2026-12-14', to: '2026-12-14', hours: [] }],
      })
    ).id;
    await me().put(`${mine()}/working-hours`).send({ days: MORNING });
    await me().post(`${mine()}/absences`).send({ from: '2026-11-20', to: '2026-11-25' });
    await me()
      .post(`${mine()}/absences`)
      .send({ from: '2026-11-30', to: '2026-11-30', fromTime: '10:00', toTime: '12:00' });
  });
  afterAll(() => story.end());

  const me = () => story.as(story.people.aldo);
  const mine = () => `/agents/${story.people.aldo.id}`;
  const aSeries = async (more: object) => {
    const { body, status } = await me()
      .post('/visit-series')
      .send({ clientId, frequency: 'WEEKLY', from: '2026-11-16', until: '2026-12-31', ...more });
    expect(status).toBe(201);
    return body;
  };
  const daysOf = async (seriesId: string): Promise<string[]> =>
    (await me().get(`/visits?seriesId=${seriesId}&sort=scheduledAt&limit=100`)).body.items.map(
      ({ scheduledAt }: { scheduledAt: string }) => scheduledAt.slice(0, 10),
    );

  it('on holidays, in absences and when the client is closed out of turn, each with its reason', async () => {
    const { id, skipped } = await aSeries({ weekdays: [1], time: '11:00' });
    expect(skipped).toEqual([
      { date: '2026-11-23', reason: 'ABSENT', visitId: null },
      { date: '2026-11-30', reason: 'ABSENT', visitId: null },
      { date: '2026-12-07', reason: 'CLIENT_CLOSED', visitId: null },
      { date: '2026-12-14', reason: 'CLIENT_CLOSED', visitId: null },
    ]);
    expect(await daysOf(id)).toEqual(['2026-11-16', '2026-12-21', '2026-12-28']);
  });

  it('but not for the weekly hours of agent and client, nor for hours away that lie beside them', async () => {
    const { id, skipped } = await aSeries({ weekdays: [1, 2], time: '15:00', until: '2026-12-08' });
    expect(skipped.map(({ date, reason }: Record<string, string>) => [date, reason])).toEqual([
      ['2026-11-23', 'ABSENT'],
      ['2026-11-24', 'ABSENT'],
      ['2026-12-07', 'CLIENT_CLOSED'],
      ['2026-12-08', 'HOLIDAY'],
    ]);
    expect(await daysOf(id)).toEqual(['2026-11-16', '2026-11-17', '2026-11-30', '2026-12-01']);
  });

  it('keep a visit whose day turns into an absence, until the series is changed', async () => {
    const { id } = await aSeries({ weekdays: [3], time: '09:00', until: '2026-12-10' });
    expect(await daysOf(id)).toEqual(['2026-11-18', '2026-12-02', '2026-12-09']);
    await me().post(`${mine()}/absences`).send({ from: '2026-12-02', to: '2026-12-02' });
    expect(await daysOf(id)).toContain('2026-12-02');
    const { body } = await me().patch(`/visit-series/${id}`).send({ purpose: 'Ordine' });
    expect(body.skipped.map(({ date }: { date: string }) => date)).toEqual(['2026-11-25', '2026-12-02']);
    expect(await daysOf(id)).toEqual(['2026-11-18', '2026-12-09']);
  });
});
