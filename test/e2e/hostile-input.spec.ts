import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStory, type Story } from '../support/story.ts';

/** What an attack on the running API once got a 500 for. */
describe('hostile input', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  const day = {
    date: '2026-12-01',
    start: { latitude: 45.46, longitude: 9.19 },
    shift: { from: '09:00', to: '18:00' },
  };
  const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const id = '01999999-9999-7999-8999-999999999999';

  it.each([
    ['an array for the shift', { shift: [] }],
    ['an array for the lunch break', { lunchBreak: [{ from: '12:00', to: '14:00', minutes: 30 }] }],
    ['an array for the start', { start: [] }],
    ['an array for the end', { end: [{ latitude: 1, longitude: 2 }] }],
    ['the year 0', { date: '0000-01-01' }],
    ['the year 9999', { date: '9999-12-31' }],
  ])('%s of a planned day is refused', async (_, odd) => {
    const { status, body } = await story
      .as(story.people.aldo)
      .post('/routes/plan-day')
      .send({ ...day, ...odd });
    expect([status, body.code]).toEqual([400, 'VALIDATION_FAILED']);
    expect(await story.prisma.route.count()).toBe(0);
  });

  it.each([
    '2026-W10-1T09:30:00Z',
    '2026-03-02T09Z',
    '2026-03-02T09:30:00,5Z',
    '2026-061T09:30:00Z',
    '2026-03-02T09:30:00+23:59',
  ])('the instant %s is refused wherever one is taken', async (instant) => {
    const admin = story.as(story.people.admin);
    const at = encodeURIComponent(instant);
    for (const path of [
      `/visits?from=${at}`,
      `/clients?updatedSince=${at}`,
      `/activities?dueTo=${at}`,
      `/audit?from=${at}`,
    ]) {
      expect([path, (await admin.get(path)).status]).toEqual([path, 400]);
    }
    const task = await admin.post('/activities').send({ type: 'TASK', subject: 'x', dueAt: instant });
    expect(task.status).toBe(400);
  });

  it('an instant without seconds is one everywhere', async () => {
    const admin = story.as(story.people.admin);
    for (const path of ['/visits?from=', '/clients?updatedSince=', '/activities?dueTo=', '/audit?from=']) {
      expect([path, (await admin.get(`${path}2026-03-02T10:00%2B00:00`)).status]).toEqual([path, 200]);
    }
  });

  it('dates at the ends of time and cursors from beyond are refused', async () => {
    const admin = story.as(story.people.admin);
    for (const path of [
      '/opportunities?createdFrom=0001-01-01',
      '/opportunities?expectedFrom=0000-01-01',
      `/clients?sort=createdAt&cursor=${cursor('createdAt', '+275760-09-13T00:00:00.000Z', id)}`,
      `/visits?sort=scheduledAt&cursor=${cursor('scheduledAt', '-271821-04-20T00:00:00.000Z', id)}`,
      `/opportunities?sort=amount&cursor=${cursor('amount', 1e308, id)}`,
    ]) {
      expect([path, (await admin.get(path)).status]).toEqual([path, 400]);
    }
  });

  it.each([
    [
      'ends in the middle',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nna',
    ],
    ['names no boundary', 'multipart/form-data', 'anything'],
    [
      'has a file without a name',
      'multipart/form-data; boundary=x',
      '--x\r\nContent-Disposition: form-data; name="file"\r\nContent-Type: application/octet-stream\r\n\r\nname\r\nRossi\r\n--x--\r\n',
    ],
  ])('an upload that %s is refused and leaves nothing', async (_, type, payload) => {
    const answer = await story.app.inject({
      method: 'POST',
      url: '/api/v1/imports',
      headers: { authorization: `Bearer ${story.people.admin.token}`, 'content-type': type },
      payload,
    });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await story.prisma.import.count()).toBe(0);
    expect(await story.prisma.$queryRaw`SELECT 1 FROM import_chunks`).toEqual([]);
  });
});
