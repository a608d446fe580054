import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { integer, sample } from 'fast-check';
import { careOfClients, type ClientCare } from '../factories/client-care.ts';
import type { Person } from '../support/people.ts';
import { figureRows } from '../support/recount.ts';
import { recountCare } from '../support/recount-care.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

describe('clients in somebody’s care', () => {
  let story: Story;
  let care: ClientCare;

  beforeEach(async () => {
    story = await startStory();
    care = careOfClients(story);
    story.clock.setTo('2026-11-27T09:00:00Z');
  });
  afterEach(() => story.end());

  const read = async (person: Person, from: string, to: string, filter = '') => {
    const { body, status } = await story.as(person).get(`/analytics/visits?from=${from}&to=${to}${filter}`);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body.kpis;
  };
  const coverage = async (...args: Parameters<typeof read>) => {
    const { numerator, denominator, value } = (await read(...args)).visitCoverage;
    return [numerator, denominator, value];
  };
  const cadence = async (...args: Parameters<typeof read>) => {
    const { numerator, denominator } = (await read(...args)).cadenceCompliance;
    return [numerator, denominator];
  };

  it('are covered once however often they are visited, and nobody is null', async () => {
    const { aldo, admin } = story.people;
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([0, 0, null]);
    expect((await read(admin, '2026-03-01', '2026-04-01')).cadenceCompliance.value).toBeNull();
    const often = await care.create(aldo, '2026-01-10T09:00:00Z');
    await care.create(aldo, '2026-01-10T09:00:00Z');
    await care.create(aldo, '2026-03-31T21:59:00Z');
    await care.create(aldo, '2026-03-31T22:00:00Z');
    for (const at of ['2026-02-27', '2026-03-02', '2026-03-20', '2026-04-02'])
      await care.visit(aldo, often, `${at}T09:00:00Z`);
    await refreshFigures(story);
    for (const person of [aldo, admin]) {
      expect(await coverage(person, '2026-03-01', '2026-04-01')).toEqual([1, 3, 33.33]);
      expect(await coverage(person, '2026-02-01', '2026-05-01')).toEqual([1, 4, 25]);
      expect(await coverage(person, '2026-03-03', '2026-03-20')).toEqual([0, 2, 0]);
      expect(await coverage(person, '2026-03-20', '2026-03-21')).toEqual([1, 2, 50]);
      expect(await coverage(person, '2025-03-01', '2025-04-01')).toEqual([0, 0, null]);
    }
  });

  it('belong to who had them when the period ended; giving them away rewrites nothing', async () => {
    const { aldo, alma, anna, beppe, bruno, admin } = story.people;
    const given = await care.create(aldo, '2026-01-10T09:00:00Z');
    await care.visit(aldo, given, '2026-03-10T09:00:00Z');
    await care.change(given, '2026-04-10T09:00:00Z', { ownerId: alma.id });
    await care.change(given, '2026-05-10T09:00:00Z', { ownerId: beppe.id });
    await refreshFigures(story);
    expect(await coverage(aldo, '2026-03-01', '2026-04-01')).toEqual([1, 1, 100]);
    expect(await coverage(aldo, '2026-03-01', '2026-05-01')).toEqual([0, 0, null]);
    expect(await coverage(alma, '2026-03-01', '2026-05-01')).toEqual([1, 1, 100]);
    expect(await coverage(anna, '2026-03-01', '2026-05-01')).toEqual([1, 1, 100]);
    expect(await coverage(anna, '2026-03-01', '2026-06-01')).toEqual([0, 0, null]);
    expect(await coverage(bruno, '2026-03-01', '2026-06-01')).toEqual([1, 1, 100]);
    expect(await coverage(admin, '2026-03-01', '2026-06-01', `&ownerId=${beppe.id}`)).toEqual([1, 1, 100]);
    expect(await coverage(aldo, '2026-03-01', '2026-06-01', `&ownerId=${beppe.id}`)).toEqual([0, 0, null]);
  });

  it('are in nobody’s care while they are lost, and never were when they are deleted', async () => {
    const { aldo, admin } = story.people;
    const lost = await care.create(aldo, '2026-01-10T09:00:00Z');
    const gone = await care.create(aldo, '2026-01-10T09:00:00Z');
    for (const id of [lost, gone])
      await care.visit(aldo, id, `2026-03-10T${id === lost ? '09' : '10'}:00:00Z`);
    await care.change(lost, '2026-04-10T09:00:00Z', { lifecycle: 'LOST' });
    await care.change(lost, '2026-06-10T09:00:00Z', { lifecycle: 'CUSTOMER' });
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([2, 2, 100]);
    expect(await coverage(admin, '2026-03-01', '2026-05-01')).toEqual([1, 1, 100]);
    expect(await coverage(admin, '2026-03-01', '2026-07-01')).toEqual([2, 2, 100]);
    await care.change(gone, '2026-11-01T09:00:00Z', { deletedAt: new Date('2026-11-01T09:00:00Z') });
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([1, 1, 100]);
  });

  it('keep their cadence up to the last day of their interval, their own or their class’s', async () => {
    const { aldo, admin } = story.people;
    const own = await care.create(aldo, '2026-01-10T09:00:00Z', { visitIntervalDays: 10 });
    const vape = await care.create(aldo, '2026-01-10T09:00:00Z', { pointOfSaleType: 'VAPE_SHOP' });
    await care.create(aldo, '2026-01-10T09:00:00Z');
    // Sunday 29 March has 23 hours: twenty-one days are days of the calendar.
    await care.visit(aldo, own, '2026-03-20T09:00:00Z');
    await care.visit(aldo, vape, '2026-03-20T22:59:00Z');
    await refreshFigures(story);
    expect(await cadence(admin, '2026-03-01', '2026-03-20')).toEqual([0, 3]);
    expect(await cadence(admin, '2026-03-01', '2026-03-21')).toEqual([2, 3]);
    expect(await cadence(aldo, '2026-03-01', '2026-03-31')).toEqual([2, 3]);
    expect(await cadence(aldo, '2026-03-01', '2026-04-01')).toEqual([1, 3]);
    expect(await cadence(admin, '2026-03-01', '2026-04-11')).toEqual([1, 3]);
    expect(await cadence(admin, '2026-03-01', '2026-04-12')).toEqual([0, 3]);
    // What is to come is not known yet: today counts.
    story.clock.setTo('2026-04-10T09:00:00Z');
    expect(await cadence(admin, '2026-03-01', '2026-12-01')).toEqual([1, 3]);
    story.clock.setTo('2026-11-27T09:00:00Z');
    await care.change(own, '2026-11-01T09:00:00Z', { visitIntervalDays: 30 });
    await refreshFigures(story);
    expect(await cadence(admin, '2026-03-01', '2026-04-12')).toEqual([1, 3]);
  });

  it('take the visits of a merged client along, and give them back when the merge is undone', async () => {
    const { aldo, admin, anna } = story.people;
    const [kept, merged] = [
      await care.create(aldo, '2026-01-10T09:00:00Z'),
      await care.create(aldo, '2026-01-10T09:00:00Z'),
    ];
    await care.visit(aldo, merged, '2026-03-10T09:00:00Z');
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([1, 2, 50]);
    const { body } = await story
      .as(anna)
      .post(`/clients/${kept}/merge`)
      .send({ sourceId: merged })
      .expect(200);
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([1, 1, 100]);
    await story.as(anna).post(`/merges/${body.mergeId}/undo`).expect(200);
    await refreshFigures(story);
    expect(await coverage(admin, '2026-03-01', '2026-04-01')).toEqual([1, 2, 50]);
    const incremental = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(incremental);
  });

  it('are counted as one would count them one by one, after any history, by the month and by the day', async () => {
    const { aldo, alma, beppe, anna, admin } = story.people;
    const owners = [aldo, alma, beppe];
    const ids: string[] = [];
    const dice = sample(integer({ min: 0, max: 1_000_000 }), { seed: 7, numRuns: 400 });
    const roll = (sides: number): number => (dice.pop() ?? 0) % sides;
    const someDay = (): string =>
      new Date(Date.UTC(2025, 0, 1 + roll(420), 8 + roll(16), roll(60), roll(60))).toISOString();
    const anyOf = <Item>(items: Item[]): Item => items[roll(items.length)] as Item;
    for (let step = 0; step < 90; step += 1) {
      const act = roll(10);
      if (act < 2 || ids.length < 3)
        ids.push(await care.create(anyOf(owners), someDay(), { visitIntervalDays: 20 + roll(60) }));
      else if (act < 8)
        await care.visit(anyOf(owners), anyOf(ids), someDay()).catch((error: Error) => {
          if (!error.message.includes('visits_no_overlap')) throw error;
        });
      else if (act === 8) await care.change(anyOf(ids), someDay(), { ownerId: anyOf(owners).id });
      else await care.change(anyOf(ids), someDay(), { lifecycle: anyOf(['LOST', 'CUSTOMER']) });
      if (step % 30 === 29) await refreshFigures(story);
    }
    const readers: [Person, string[]][] = [
      [aldo, [aldo.id]],
      [anna, [anna.id, aldo.id, alma.id]],
      [admin, owners.map(({ id }) => id)],
    ];
    const periods = [
      ['2025-01-01', '2026-03-01'],
      ['2025-03-01', '2025-04-01'],
      ['2025-03-15', '2025-06-20'],
      ['2025-06-01', '2025-09-10'],
      ['2025-10-20', '2025-11-01'],
      ['2025-12-24', '2026-02-03'],
    ] as const;
    let covered = 0;
    for (const [reader, whose] of readers) {
      for (const [from, to] of periods) {
        const counted = await recountCare(story, whose, { from, to });
        const kpis = await read(reader, from, to);
        expect([from, to, kpis.visitCoverage, kpis.cadenceCompliance]).toMatchObject([
          ...[from, to],
          { numerator: counted.covered, denominator: counted.assigned },
          { numerator: counted.good, denominator: counted.assigned },
        ]);
        covered += counted.covered;
      }
    }
    expect(covered).toBeGreaterThan(20);
    const kept = await figureRows(story);
    await refreshFigures(story, { full: true });
    expect(await figureRows(story)).toEqual(kept);
    expect(kept.careFacts?.length).toBeGreaterThan(20);
  });
});
