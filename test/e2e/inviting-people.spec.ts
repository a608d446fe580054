import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { startStory, type Story } from '../support/story.ts';

const PHRASE = 'tre zattere sul fiume largo';

describe('inviting people', () => {
  let story: Story;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory({
      SMTP_URL: mail.url,
      MAIL_FROM: 'NEXUS <crm@example.test>',
      PUBLIC_URL: 'https://crm.example.test/',
    });
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });

  const admin = () => story.as(story.people.admin);
  const create = async (email: string, role = 'AGENT'): Promise<string> =>
    (await admin().post('/users').send({ email, fullName: 'Dora <Doria>', role })).body.id as string;
  const invite = (id: string) => admin().post(`/users/${id}/invitation`);
  const accept = (token: unknown, password = PHRASE) =>
    story.anonymous.post('/auth/accept-invitation').send({ token, password });
  const login = (email: string, password = PHRASE) =>
    story.anonymous.post('/auth/login').send({ email, password });
  const tokenIn = (link: string): string => new URL(link).hash.replace('#token=', '');

  it('an admin invites, the letter brings a link, and whoever has it chooses the password and can sign in', async () => {
    const id = await create('dora@example.test');
    const { status, body } = await invite(id);
    expect([status, body.mailed]).toEqual([201, true]);
    const hours = (new Date(body.expiresAt).getTime() - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(71.9);
    expect(hours).toBeLessThan(72.1);
    const link = new URL(body.link);
    expect([link.origin, link.pathname, link.search]).toEqual([
      'https://crm.example.test',
      '/accept-invitation',
      '',
    ]);

    const letter = await mail.letterTo('dora@example.test');
    expect(letter.subject).toBe('Il tuo invito a NEXUS-CRM · Your invitation to NEXUS-CRM');
    expect(letter.source).toContain('Dora &lt;Doria&gt;');
    expect(letter.token).toBe(tokenIn(body.link));

    expect((await login('dora@example.test')).status).toBe(401);
    const accepted = await accept(letter.token);
    expect([accepted.status, accepted.text]).toEqual([204, '']);
    expect((await login('dora@example.test')).body.user).toMatchObject({ id, status: 'ACTIVE' });
    expect((await accept(letter.token)).body.errors[0].code).toBe('LINK_DEAD');
  });

  it('a link is 256 random bits of which only the SHA-256 is kept, and no journal row has it', async () => {
    const token = tokenIn((await invite(await create('elia@example.test'))).body.link);
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const tokens = await story.prisma.oneTimeToken.findMany();
    const journal = await story.prisma.journalEntry.findMany({ where: { action: 'user.invited' } });
    const kept = JSON.stringify([tokens, journal.map(({ facts }) => facts)]);
    expect(journal.length).toBeGreaterThan(0);
    expect(kept).not.toContain(token);
  });

  it('twenty who use one link at once: one chose the password', async () => {
    const id = await create('fulvia@example.test');
    const token = tokenIn((await invite(id)).body.link);
    const phrases = Array.from({ length: 20 }, (_, number) => `zattera numero ${number} sul fiume`);
    const answers = await Promise.all(phrases.map((phrase) => accept(token, phrase)));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array<number>(19).fill(400)]);
    const winner = phrases[answers.findIndex(({ status }) => status === 204)];
    expect((await login('fulvia@example.test', winner)).status).toBe(200);
    const accepted = { action: 'user.invitation-accepted', entityId: id };
    expect(await story.prisma.journalEntry.count({ where: accepted })).toBe(1);
  });

  it('an earlier link dies when another is made, also when ten are made at once', async () => {
    const id = await create('gino@example.test');
    const links = await Promise.all(Array.from({ length: 10 }, () => invite(id)));
    expect(links.map(({ status }) => status)).toEqual(Array(10).fill(201));
    expect(await story.prisma.oneTimeToken.count({ where: { userId: id, endedAt: null } })).toBe(1);
    const statuses: number[] = [];
    for (const { body } of links) statuses.push((await accept(tokenIn(body.link))).status);
    expect(statuses.sort()).toEqual([204, ...Array<number>(9).fill(400)]);
  });

  it('a refused password leaves the link; after 72 hours it is dead', async () => {
    const id = await create('ines@example.test');
    const token = tokenIn((await invite(id)).body.link);
    expect((await accept(token, 'Password2026!')).body.errors[0].code).toBe('PASSWORD_COMMON');
    expect((await accept(token, 'dora la esploratrice')).body.errors[0].code).toBe('PASSWORD_CONTEXT');
    story.clock.setTo(new Date(Date.now() + 72 * 3_600_000).toISOString());
    expect((await accept(token)).body.errors[0].code).toBe('LINK_DEAD');
    story.clock.setTo(undefined);
    expect((await accept(token)).status).toBe(204);
  });

  it('opens no account that was suspended, moved to another address or activated meanwhile', async () => {
    const changes: [string, (id: string) => Promise<unknown>][] = [
      ['suspended@example.test', (id) => admin().post(`/users/${id}/suspend`)],
      ['moved@example.test', (id) => admin().patch(`/users/${id}`).send({ email: 'else@example.test' })],
      [
        'set@example.test',
        (id) => admin().patch(`/users/${id}`).send({ password: 'otto lanterne di carta' }),
      ],
    ];
    for (const [email, change] of changes) {
      const id = await create(email);
      const token = tokenIn((await invite(id)).body.link);
      await change(id);
      const before = await story.prisma.user.findUniqueOrThrow({ where: { id } });
      expect([email, (await accept(token)).body.errors[0].code]).toEqual([email, 'LINK_DEAD']);
      expect(await story.prisma.user.findUniqueOrThrow({ where: { id } })).toEqual(before);
    }
  });

  it('an active or suspended account is not invited', async () => {
    expect((await invite(story.people.aldo.id)).body).toMatchObject({ status: 409, code: 'NOT_PENDING' });
  });

  it('who invites stands in the journal, and so does who accepted', async () => {
    const id = await create('lidia@example.test');
    await accept(tokenIn((await invite(id)).body.link));
    const rows = await story.prisma.journalEntry.findMany({
      where: { entityId: id },
      orderBy: { id: 'asc' },
    });
    expect(rows.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['user.created', story.people.admin.id],
      ['user.invited', story.people.admin.id],
      ['user.invitation-accepted', id],
    ]);
  });
});
