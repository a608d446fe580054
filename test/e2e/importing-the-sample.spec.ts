import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo } from 'node:net';
import { PASSWORD, signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

const SMALL = 'test/fixtures/small-history';
/** 8,800 real deals, which are not ours to ship. */
const REAL = process.env['SAMPLE_FOLDER'] ?? '../shared/data/crm-sales-opportunities';
const PEOPLE_PASSWORD = 'vendere con calma 88';

const whereTheRealOneIs = existsSync(REAL) ? describe : describe.skip;

async function startListening(): Promise<{ story: Story; url: string }> {
  const story = await startStory();
  await story.app.listen(0, '127.0.0.1');
  return {
    story,
    url: `http://127.0.0.1:${(story.app.getHttpServer().address() as AddressInfo).port}`,
  };
}

/** What a person types; its exit code and words. */
async function importSample(...words: string[]): Promise<{ code: number; said: string }> {
  const script = spawn(process.execPath, ['scripts/import-sample.mjs', ...words]);
  let said = '';
  for (const stream of [script.stdout, script.stderr]) stream.on('data', (text) => (said += text));
  const [code] = (await once(script, 'close')) as [number];
  return { code, said };
}

const asAdmin = (url: string, folder: string) => [
  ...[folder, '--url', url, '--email', 'admin@example.test', '--password', PASSWORD],
  ...['--people-password', PEOPLE_PASSWORD],
];

const YEAR = 'from=2017-01-01&to=2018-01-01';
const figures = async (story: Story, person: { token: string }) => {
  const { body } = await story.as(person as never).get(`/analytics/overview?${YEAR}`);
  const { wonCount, wonAmount, lostCount, winRate } = body.kpis;
  return { won: wonCount.value, worth: wonAmount.value, lost: lostCount.value, winRate: winRate.value };
};
const signedIn = async (story: Story, email: string) => ({
  token: await signIn(story.outside, email, PEOPLE_PASSWORD),
});

describe('npm run import:sample', () => {
  let story: Story;
  let url: string;
  beforeAll(async () => {
    ({ story, url } = await startListening());
  });
  afterAll(() => story.end());

  it('brings teams, people, clients and deals with their history, and says what the year came to', async () => {
    const { code, said } = await importSample(...asAdmin(url, SMALL));
    expect([code, said.match(/^ {2}.*$/gm)]).toEqual([
      0,
      [
        '  3 created, 0 updated, 0 there already, 0 failed',
        '  6 created, 0 updated, 0 there already, 0 failed',
        '  won       3 worth 1,749.00 EUR',
        '  lost      1',
        '  win rate  75 %',
      ],
    ]);
    const ida = await story.prisma.user.findUnique({
      where: { email: 'ida.bianchi@hardware.example' },
      include: { team: true },
    });
    expect(ida).toMatchObject({
      fullName: 'Ida Bianchi',
      role: 'AGENT',
      team: { name: 'North – Mara Núñez' },
    });
    const clients = await story.prisma.client.findMany({
      include: { owner: true },
      orderBy: { name: 'asc' },
    });
    expect(
      clients.map(({ name, country, lifecycle, owner }) => [name, country, lifecycle, owner.email]),
    ).toEqual([
      ['Lagos Vapes', 'PH', 'CUSTOMER', 'lia.verdi@hardware.example'],
      ['Nobody Bought', 'KR', 'LEAD', 'admin@example.test'],
      ['Svapo Nord', 'IT', 'CUSTOMER', 'ida.bianchi@hardware.example'],
    ]);
  });

  it('a second time creates nothing twice', async () => {
    const { code, said } = await importSample(...asAdmin(url, SMALL));
    expect([code, said.match(/^ {2}\d.*$/gm)]).toEqual([
      0,
      [
        '  0 created, 0 updated, 3 there already, 0 failed',
        '  0 created, 0 updated, 6 there already, 0 failed',
      ],
    ]);
    expect(await story.prisma.opportunity.count()).toBe(6);
    expect(await story.prisma.opportunityStageEntry.count()).toBe(10);
  });

  it('says in one line what is wrong', async () => {
    const words = async (...args: string[]) => (await importSample(...args)).said.trim();
    expect(await words('nowhere', '--url', url)).toMatch(/^✗ .*accounts\.csv can't be read \(ENOENT\)/);
    expect(await words(SMALL, '--url', url, '--password', 'wrong')).toMatch(
      /^✗ admin@nexus\.local can't sign in/,
    );
    expect(await words(SMALL, '--url', 'http://127.0.0.1:9')).toMatch(/^✗ nothing answers at/);
    expect(await words()).toMatch(/^✗ usage: npm run import:sample/);
  });
});

whereTheRealOneIs('a real sales history', () => {
  let story: Story;
  beforeAll(async () => {
    const started = await startListening();
    story = started.story;
    expect(await importSample(...asAdmin(started.url, REAL))).toEqual({
      code: 0,
      said: expect.stringContaining('won       4238 worth 10,005,534.00 EUR'),
    });
  }, 300_000);
  afterAll(() => story.end());

  it('is there whole: 85 accounts, 8,800 deals, 1,425 of them for nobody yet', async () => {
    const { client, opportunity } = story.prisma;
    expect([
      await client.count(),
      await opportunity.count(),
      await opportunity.count({ where: { clientId: null, status: 'OPEN' } }),
      await opportunity.count({ where: { status: 'OPEN', createdAt: { gt: new Date('2018-01-01') } } }),
      await story.prisma.opportunityStageEntry.count(),
    ]).toEqual([85, 8800, 1425, 500, 8800 + 4238 + 2473]);
  });

  it('gives the figures of 2017', async () => {
    expect(await figures(story, story.people.admin)).toEqual({
      won: 4238,
      worth: '10005534.00',
      lost: 2473,
      winRate: 63.15,
    });
    const { body } = await story.as(story.people.admin).get(`/analytics/sales-trend?${YEAR}&interval=month`);
    const text = JSON.stringify(body);
    expect(text).toContain('"1134672.00"');
    expect(text).toContain('"1131573.00"');
  });

  it('shows a manager the team’s share only, an agent the own', async () => {
    const sum = (values: { won: number }[]) => values.reduce((total, { won }) => total + won, 0);
    const managers = [
      'dustin.brinkmann',
      'melvin.marxen',
      'cara.losch',
      'rocco.neubert',
      'celia.rouche',
      'summer.sewald',
    ];
    const shares = [];
    for (const name of managers)
      shares.push(await figures(story, await signedIn(story, `${name}@hardware.example`)));
    expect(shares.every(({ won }) => won > 0 && won < 4238)).toBe(true);
    expect(sum(shares)).toBe(4238);
    const darcel = await story.prisma.user.findUniqueOrThrow({
      where: { email: 'darcel.schlecht@hardware.example' },
    });
    expect(await figures(story, await signedIn(story, darcel.email))).toMatchObject({
      won: await story.prisma.opportunity.count({ where: { ownerId: darcel.id, status: 'WON' } }),
    });
  });
});
