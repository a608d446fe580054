import { SecurityNotes } from '#app/auth/audit/security-notes.service.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPipeline } from '../factories/pipeline.ts';
import { PASSWORD, type Person } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

interface Entry {
  id: string;
  at: string;
  action: string;
  entity: string;
  entityId: string;
  actorId: string | null;
  requestId: string | null;
  facts: Record<string, unknown>;
}

describe('the audit journal', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory({ TRUSTED_PROXIES: '1' });
  });
  afterAll(() => story.end());
  beforeEach(async () => {
    await story.prisma.loginFailure.deleteMany();
    story.clock.setTo(undefined);
  });

  const notes = () => story.app.get(SecurityNotes, { strict: false });
  const audit = async (query: string): Promise<Entry[]> => {
    await notes().written();
    const { status, body } = await story.as(story.people.admin).get(`/audit?limit=100&${query}`);
    expect(status).toBe(200);
    return body.items as Entry[];
  };
  const login = (email: string, password: string, from = '203.0.113.1') =>
    story.anonymous.post('/auth/login').set('X-Forwarded-For', from).send({ email, password });
  /** Lets the minute of everything noted so far be over. */
  const minuteLater = async (): Promise<void> => {
    story.clock.setTo(new Date(Date.now() + 61_000).toISOString());
    await notes().writeRepeats();
  };

  it('has who signed in, from where, with which request', async () => {
    const { aldo } = story.people;
    const { headers } = await login(aldo.email, PASSWORD, '198.51.100.4');
    const [entry] = await audit(`action=user.logged-in&actorId=${aldo.id}`);
    expect(entry).toMatchObject({
      entityId: aldo.id,
      requestId: headers['x-request-id'],
      facts: { address: '198.51.100.4', sessionId: expect.any(String) },
    });
  });

  it('has who failed to sign in and why, which the answer does not say', async () => {
    const { alma } = story.people;
    const gone = await story.prisma.user.create({
      data: {
        ...{ email: 'gone@example.test', fullName: 'Gone', status: 'SUSPENDED' },
        passwordHash: (await story.prisma.user.findUniqueOrThrow({ where: { id: alma.id } })).passwordHash,
      },
    });
    await login(alma.email, 'wrong wrong wrong', '198.51.100.5');
    await login(gone.email, PASSWORD, '198.51.100.5');
    const [wrong] = await audit(`action=user.login-failed&entityId=${alma.id}`);
    const [shut] = await audit(`action=user.login-failed&entityId=${gone.id}`);
    const address = '198.51.100.5';
    expect(wrong).toMatchObject({ actorId: null, facts: { reason: 'wrong password', address } });
    expect(shut).toMatchObject({ actorId: null, facts: { reason: 'not active', address } });
  });

  it('has failed logins for unknown addresses too, without a word of what was typed', async () => {
    const typed = ['la.mia.password.segreta@example.test', 'una frase che nessuno deve leggere'] as const;
    await login(...typed, '198.51.100.6');
    const [entry] = await audit('action=user.login-failed&entity=address');
    expect(entry?.facts).toEqual({ reason: 'unknown address', address: '198.51.100.6' });
    const all = JSON.stringify(await audit('action=user.login-failed'));
    for (const secret of typed) expect(all).not.toContain(secret);
  });

  it('has two rows for forty failures in a minute, the second with their number', async () => {
    const from = '198.51.100.7';
    const emails = Array.from({ length: 40 }, (_, number) => `somebody${number}@example.test`);
    await Promise.all(emails.map((email) => login(email, 'guess guess guess', from)));
    const mine = async () =>
      (await audit('action=user.login-failed&entity=address')).filter(
        ({ facts }) => facts['address'] === from,
      );
    expect(await mine()).toHaveLength(1);
    await minuteLater();
    const [repeats, first] = await mine();
    expect(first?.facts['repeated']).toBeUndefined();
    expect(repeats?.facts).toMatchObject({ reason: 'unknown address', repeated: 39 });
    expect(repeats?.entityId).toBe(first?.entityId);
  });

  it('has guessing that went on after the limit, a wrong current password, and a dead link', async () => {
    const from = '198.51.100.8';
    const { bruno } = story.people;
    for (let tries = 0; tries < 11; tries += 1) await login(bruno.email, 'guess guess guess', from);
    const change = { currentPassword: 'not mine at all', newPassword: 'tre zattere sul fiume largo' };
    await story.as(bruno).post('/auth/password').set('X-Forwarded-For', '198.51.100.9').send(change);
    const link = { token: 'x'.repeat(43), password: 'tre zattere sul fiume largo' };
    await story.anonymous.post('/auth/reset-password').set('X-Forwarded-For', '198.51.100.11').send(link);
    const entries = await audit('action=user.login-failed');
    const told = entries.map(({ facts }) => `${String(facts['reason'])} from ${String(facts['address'])}`);
    expect(told).toContain(`too many from ${from}`);
    expect(told).toContain('wrong current password from 198.51.100.9');
    expect(told).toContain('dead link from 198.51.100.11');
    expect(JSON.stringify(entries)).not.toContain(link.token);
  });

  it('has a refresh token that came back, and whose it was', async () => {
    const { body } = await login(story.people.aldo.email, PASSWORD);
    const refresh = (refreshToken: unknown) =>
      story.anonymous.post('/auth/refresh').set('X-Forwarded-For', '198.51.100.10').send({ refreshToken });
    const second = (await refresh(body.refreshToken)).body;
    await refresh(second.refreshToken);
    const { status, headers } = await refresh(body.refreshToken);
    expect(status).toBe(401);
    const [entry] = await audit('action=session.reuse-detected');
    expect(entry).toMatchObject({
      ...{ actorId: null, entityId: story.people.aldo.id, requestId: headers['x-request-id'] },
      facts: { address: '198.51.100.10' },
    });
    expect(JSON.stringify(entry)).not.toContain(body.refreshToken);
  });

  it('has who was refused for the role, and what they asked for', async () => {
    const { aldo } = story.people;
    const { status, headers } = await story.as(aldo).get('/users');
    expect(status).toBe(403);
    const [entry] = await audit(`action=access.refused&actorId=${aldo.id}`);
    expect(entry).toMatchObject({
      ...{ entity: 'user', entityId: aldo.id, requestId: headers['x-request-id'] },
      facts: { operation: 'GET /api/v1/users', status: 403, code: 'FORBIDDEN', role: 'AGENT' },
    });
  });

  it('has who asked for a colleague’s record, though the answer was the one for a missing record', async () => {
    const { alma, beppe } = story.people;
    const client = (await story.as(beppe).post('/clients').send({ name: 'Svapo Sud' })).body.id as string;
    const missing = '01999999-9999-7999-8999-999999999999';
    for (const id of [client, missing])
      expect((await story.as(alma).get(`/clients/${id}`)).body.code).toBe('NOT_FOUND');
    const entries = await audit(`action=access.refused&actorId=${alma.id}`);
    expect(entries.map(({ facts }) => facts)).toEqual([
      expect.objectContaining({
        ...{ operation: 'GET /api/v1/clients/:id', status: 404 },
        ...{ record: 'client', recordId: client },
      }),
    ]);
  });

  it('does not call it a refusal that a record is gone', async () => {
    const { anna } = story.people;
    const client = (await story.as(anna).post('/clients').send({ name: 'Svapo Breve' })).body.id as string;
    await story.as(anna).delete(`/clients/${client}`);
    expect((await story.as(story.people.bruno).get(`/clients/${client}`)).status).toBe(404);
    expect((await story.as(anna).get(`/clients/${client}`)).status).toBe(404);
    expect(await audit(`action=access.refused&actorId=${story.people.bruno.id}`)).toEqual([]);
    expect(await audit(`action=access.refused&actorId=${anna.id}`)).toEqual([]);
  });

  it('is not flooded by a scanner: two hundred refusals of one operation are two rows', async () => {
    const { analyst } = story.people;
    await Promise.all(
      Array.from({ length: 200 }, (_, number) =>
        story
          .as(analyst)
          .post('/teams')
          .send({ name: `${number}` }),
      ),
    );
    await notes().written();
    await minuteLater();
    const entries = await audit(`action=access.refused&actorId=${analyst.id}`);
    expect(entries.map(({ facts }) => facts['repeated'])).toEqual([199, undefined]);
  });

  it('has the role, the team and the status before and after, and how many sessions ended', async () => {
    const admin = story.as(story.people.admin);
    const { beppe, alma } = story.people;
    await login(beppe.email, PASSWORD);
    await admin.patch(`/users/${beppe.id}`).send({ role: 'MANAGER', teamId: alma.teamId });
    await admin.post(`/users/${beppe.id}/suspend`);
    await admin.post(`/users/${beppe.id}/activate`);
    const entries = await audit(`entity=user&entityId=${beppe.id}&actorId=${story.people.admin.id}`);
    expect(entries.map(({ action, facts }) => [action, facts])).toEqual([
      ['user.activated', { status: { from: 'SUSPENDED', to: 'ACTIVE' } }],
      ['user.suspended', { status: { from: 'ACTIVE', to: 'SUSPENDED' }, sessionsEnded: expect.any(Number) }],
      [
        'user.updated',
        {
          role: { from: 'AGENT', to: 'MANAGER' },
          teamId: { from: beppe.teamId, to: alma.teamId },
        },
      ],
    ]);
    expect(entries[1]?.facts['sessionsEnded']).toBeGreaterThanOrEqual(2);
  });

  it('has who took data out, with which filter, and how many rows', async () => {
    const { anna } = story.people;
    for (const name of ['Fumo Uno', 'Fumo Due', 'Altro'])
      await story.as(anna).post('/clients').send({ name, city: 'Udine' });
    await story.as(anna).get('/clients/export.csv?city=Udine&q=fumo');
    const [entry] = await audit(`action=client.exported&actorId=${anna.id}`);
    expect(entry?.facts).toEqual({ city: 'Udine', q: 'fumo', rows: 2 });
  });

  it('has every way a session ends', async () => {
    const { anna, admin } = story.people;
    const another = async (): Promise<Person> => ({
      ...anna,
      token: (await login(anna.email, PASSWORD)).body.accessToken as string,
    });
    await story.as(await another()).post('/auth/logout');
    await another();
    const [own] = (await story.as(anna).get('/auth/sessions')).body as { id: string }[];
    await story.as(anna).delete(`/auth/sessions/${own?.id}`);
    await another();
    const [theirs] = (await story.as(admin).get(`/users/${anna.id}/sessions`)).body as { id: string }[];
    await story.as(admin).delete(`/users/${anna.id}/sessions/${theirs?.id}`);
    await story.as(await another()).post('/auth/logout-all');
    await another();
    await story.as(admin).delete(`/users/${anna.id}/sessions`);
    const entries = (await audit(`entity=user&entityId=${anna.id}`)).reverse();
    const ends = entries.filter(({ action }) => /logged-out|session/.test(action));
    expect(ends.map(({ action, actorId, facts }) => [action, actorId, Object.keys(facts)])).toEqual([
      ['user.logged-out', anna.id, ['sessionId']],
      ['user.session-ended', anna.id, ['sessionId']],
      ['user.session-ended', admin.id, ['sessionId']],
      ['user.logged-out', anna.id, ['sessions']],
      ['user.sessions-ended', admin.id, ['sessions']],
    ]);
    expect([ends[3]?.facts, ends[4]?.facts]).toEqual([{ sessions: 2 }, { sessions: 1 }]);
  });

  it('names the records that it speaks of, as they are called now and as far as the reader may see them', async () => {
    const { admin, aldo } = story.people;
    const client = (await story.as(aldo).post('/clients').send({ name: 'Svapo Est' })).body.id as string;
    const contact = { fullName: 'Rosa Riva' };
    await story.as(aldo).post(`/clients/${client}/contacts`).send(contact);
    await createPipeline(story);
    await story.as(aldo).post('/opportunities').send({ title: 'Espositore', clientId: client });
    await story.as(admin).patch(`/clients/${client}`).send({ name: 'Svapo Levante' });
    const named = async (query: string) => {
      const { body } = await story.as(admin).get(`/audit?${query}`);
      return (body.items as (Entry & { recordName: string | null; clientName: string | null })[]).map(
        ({ action, recordName, clientName }) => [action, recordName, clientName],
      );
    };
    const here = 'Svapo Levante';
    expect(await named(`entity=client&entityId=${client}`)).toEqual([
      ['client.updated', here, here],
      ['client.created', here, here],
    ]);
    expect(await named(`entity=contact&limit=1`)).toEqual([['contact.created', 'Rosa Riva', here]]);
    expect(await named(`entity=opportunity&limit=1`)).toEqual([['opportunity.created', 'Espositore', here]]);
    expect(await named(`entity=user&entityId=${aldo.id}&limit=1`)).toEqual([
      [expect.any(String), 'Aldo', null],
    ]);
    // A role that reads the journal without reading clients learns none of their names.
    const may = (resource: string, scope: string) => ({ resource, action: 'read', scope });
    const permissions = [may('audit', 'all'), may('client', 'own')];
    const role = { key: 'REVISORE', name: 'Revisore', permissions };
    expect((await story.as(admin).post('/roles').send(role)).status).toBe(201);
    const revisor = await story.prisma.user.update({
      where: { id: story.people.alma.id },
      data: { role: 'REVISORE' },
    });
    const token = (await login(revisor.email, PASSWORD)).body.accessToken as string;
    const { body } = await story
      .as({ ...story.people.alma, token })
      .get(`/audit?entity=client&entityId=${client}`);
    expect(body.items).toHaveLength(2);
    for (const entry of body.items) expect(entry).toMatchObject({ recordName: null, clientName: null });
  });

  it('is searched by actor, record, action and time together, page by page without a gap', async () => {
    const admin = story.as(story.people.admin);
    const { id } = (await admin.post('/teams').send({ name: 'Isole' })).body as { id: string };
    const times: string[] = [];
    for (let edit = 0; edit < 7; edit += 1) {
      await admin.patch(`/teams/${id}`).send({ name: `Isole ${edit}` });
      const [newest] = await audit(`entity=team&entityId=${id}`);
      times.push(newest?.at ?? '');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    const [from, to] = [times[1], times[5]] as [string, string];
    const query = `actorId=${story.people.admin.id}&entity=team&entityId=${id}&action=team.updated&from=${from}&to=${to}`;
    const whole = await audit(query);
    expect(whole.map(({ facts }) => (facts['name'] as { to: string }).to)).toEqual(
      [4, 3, 2, 1].map((edit) => `Isole ${edit}`),
    );
    const paged: Entry[] = [];
    for (let cursor = ''; ;) {
      const { body } = await admin.get(`/audit?${query}&limit=3&count=exact${cursor && `&cursor=${cursor}`}`);
      expect(body.total).toBe(4);
      paged.push(...(body.items as Entry[]));
      if (body.nextCursor === null) break;
      cursor = body.nextCursor as string;
    }
    expect(paged).toEqual(whole);
    expect(await audit(query.replace(story.people.admin.id, story.people.anna.id))).toEqual([]);
  });

  it.each([
    'actorId=me',
    'entityId=1',
    'from=yesterday',
    'from=2026-03-01T10:00',
    'to=2026-13-01T10:00:00Z',
    'cursor=abc',
    'sort=at',
    'limit=101',
    'role=ADMIN',
    'action=user.logged-in&action=user.created',
  ])('refuses the search %s', async (query) => {
    expect((await story.as(story.people.admin).get(`/audit?${query}`)).body).toMatchObject({
      ...{ status: 400, code: 'VALIDATION_FAILED' },
    });
  });

  it('is read by admins alone', async () => {
    const { anna, aldo, analyst } = story.people;
    for (const person of [anna, analyst, aldo]) {
      const token = (await login(person.email, PASSWORD)).body.accessToken as string;
      expect((await story.as({ ...person, token }).get('/audit')).status).toBe(403);
    }
  });
});
