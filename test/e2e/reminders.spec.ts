import { Reminders } from '#app/crm-core/activities/reminders/reminders.service.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '../factories/client.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import type { Person } from '../support/people.ts';
import { startReplica } from '../support/replica.ts';
import { bootApp, startStory, STORY_SECRET, type Story } from '../support/story.ts';

const MAIL = { MAIL_FROM: 'crm@example.test', PUBLIC_URL: 'https://crm.example.test' };

describe('a reminder of an activity', () => {
  let story: Story;
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
    story = await startStory({ SMTP_URL: mail.url, ...MAIL });
  });
  afterAll(async () => {
    await story.end();
    await mail.close();
  });

  const at = (time: string): string => `2026-03-04T${time}:00Z`;
  const tick = async (time: string): Promise<void> => {
    story.clock.setTo(at(time));
    await story.app.get(Reminders).tick();
  };
  /** A task that is due at noon in Rome and reminds half an hour before. */
  const task = async (person: Person, subject: string, fields: object = {}): Promise<string> => {
    story.clock.setTo(at('07:00'));
    const body = { type: 'TASK', subject, dueAt: at('11:00'), remindMinutesBefore: 30, ...fields };
    return (await story.as(person).post('/activities').send(body).expect(201)).body.id as string;
  };
  const edit = (person: Person, id: string, body: object) =>
    story.as(person).patch(`/activities/${id}`).send(body).expect(200);
  const lettersOn = (subject: string) => mail.letters.filter((letter) => letter.subject.includes(subject));
  const receivers = (subject: string): string[] =>
    lettersOn(subject)
      .flatMap(({ to }) => to)
      .sort();

  it('comes once, when its moment has come, in Italian and English, with the client where that is one’s own', async () => {
    const { anna, aldo, alma } = story.people;
    const clientId = (await createClient(story, aldo, { name: 'Svapo Navigli' })).id;
    await task(anna, 'Portare i campioni', { ownerId: aldo.id, assigneeIds: [alma.id], clientId });
    await tick('10:29');
    expect(mail.letters).toEqual([]);
    await tick('10:30');
    await tick('10:31');
    expect(receivers('Portare i campioni')).toEqual([aldo.email, alma.email].sort());
    const [toAldo, toAlma] = [aldo, alma].map(({ email }) =>
      lettersOn('Portare').find(({ to }) => to.includes(email)),
    );
    expect(toAldo?.subject).toBe('Promemoria: Portare i campioni · Reminder: Portare i campioni');
    expect(toAldo?.source).toContain('Scadenza: mercoledì 4 marzo 2026, ore 12:00');
    expect(toAldo?.source).toContain('Due: Wednesday 4 March 2026, 12:00 (Rome)');
    expect(toAldo?.source).toContain('Svapo Navigli');
    expect(toAlma?.source).not.toContain('Svapo Navigli');
  });

  it('goes with the task: not when it is done or deleted, at the new time when it is moved, to the new owner when it is given away', async () => {
    const { anna, aldo, alma } = story.people;
    const done = await task(aldo, 'already done');
    const deleted = await task(aldo, 'deleted meanwhile');
    const moved = await task(aldo, 'moved to the evening');
    const given = await task(aldo, 'given to Alma');
    await story.as(aldo).post(`/activities/${done}/complete`).expect(200);
    await story.as(aldo).delete(`/activities/${deleted}`).expect(204);
    await edit(aldo, moved, { dueAt: at('18:00') });
    await edit(anna, given, { ownerId: alma.id });
    await tick('10:30');
    expect(['already done', 'deleted meanwhile', 'moved to the evening'].flatMap(receivers)).toEqual([]);
    expect(receivers('given to Alma')).toEqual([alma.email]);
    await tick('17:30');
    expect(receivers('moved to the evening')).toEqual([aldo.email]);
    // Moved ahead after it was told, it is told once more.
    await edit(aldo, moved, { dueAt: at('21:00') });
    await tick('20:30');
    expect(receivers('moved to the evening')).toEqual([aldo.email, aldo.email]);
  });

  it('whose moment passed while the task was done stays quiet when the task is reopened', async () => {
    const { aldo } = story.people;
    const id = await task(aldo, 'done too early');
    await story.as(aldo).post(`/activities/${id}/complete`).expect(200);
    story.clock.setTo(at('10:45'));
    await story.as(aldo).post(`/activities/${id}/reopen`).expect(200);
    await tick('10:46');
    expect(receivers('done too early')).toEqual([]);
  });

  it('is not written to who switched letters off or was suspended; my day shows it all the same', async () => {
    const { aldo, alma, anna } = story.people;
    expect(
      (await story.as(aldo).patch('/auth/me').send({ reminderMails: false }).expect(200)).body.reminderMails,
    ).toBe(false);
    await task(aldo, 'quietly');
    await task(anna, 'suspended', { ownerId: alma.id });
    await story.prisma.user.update({ where: { id: alma.id }, data: { status: 'SUSPENDED' } });
    await tick('10:30');
    await story.prisma.user.update({ where: { id: alma.id }, data: { status: 'ACTIVE' } });
    await story.as(aldo).patch('/auth/me').send({ reminderMails: true }).expect(200);
    await tick('10:31');
    expect([...receivers('quietly'), ...receivers('suspended')]).toEqual([]);
    const { body } = await story.as(aldo).get('/my-day?date=2026-03-04').expect(200);
    expect(body.reminders.items.map(({ subject }: { subject: string }) => subject)).toContain('quietly');
  });

  it('waits for a mail server that is busy, and is given up where it is refused', async () => {
    const { aldo } = story.people;
    await task(aldo, 'busy server');
    mail.replies.push({ code: 451 });
    await tick('10:30');
    expect(receivers('busy server')).toEqual([]);
    await tick('10:32');
    expect(receivers('busy server')).toEqual([aldo.email]);
    const id = await task(aldo, 'refused');
    mail.replies.push({ code: 550 });
    await tick('10:30');
    await tick('10:50');
    expect(receivers('refused')).toEqual([]);
    expect(await story.prisma.reminderLetter.findMany({ where: { activityId: id } })).toEqual([
      expect.objectContaining({ outcome: 'REFUSED', tries: 1 }),
    ]);
  });

  it('comes once when two replicas look at the same moment', async () => {
    const { aldo } = story.people;
    const other = await bootApp(story.databaseUrl, { SMTP_URL: mail.url, ...MAIL }, story.clock);
    try {
      const subjects = Array.from({ length: 12 }, (_, index) => `both look ${index}.`);
      for (const subject of subjects) await task(aldo, subject);
      story.clock.setTo(at('10:30'));
      await Promise.all([story.app, other, story.app, other].map((app) => app.get(Reminders).tick()));
      expect(subjects.flatMap(receivers)).toEqual(subjects.map(() => aldo.email));
    } finally {
      await other.close();
    }
  });

  it('that a killed replica had in hand is sent by another, once', async () => {
    const { aldo } = story.people;
    const calls: Socket[] = [];
    const silent: Server = createServer((socket) => calls.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    story.clock.setTo(undefined);
    const id = (
      await story
        .as(aldo)
        .post('/activities')
        .send({
          ...{
            type: 'TASK',
            subject: 'survives a kill',
            remindAt: new Date(Date.now() + 1_000).toISOString(),
          },
        })
        .expect(201)
    ).body.id as string;
    const replica = await startReplica(story.databaseUrl, STORY_SECRET, {
      ...{ SMTP_URL: `smtp://127.0.0.1:${port}`, REMINDERS_CRON: '* * * * * *', ...MAIL },
    });
    try {
      for (let tries = 0; tries < 400 && calls.length === 0; tries += 1) await wait(25);
      expect(calls.length).toBeGreaterThan(0);
    } finally {
      await replica.kill();
      calls.forEach((socket) => socket.destroy());
      silent.close();
    }
    const letter = () => story.prisma.reminderLetter.findFirstOrThrow({ where: { activityId: id } });
    expect(await letter()).toMatchObject({ endedAt: null, tries: 1 });
    await story.app.get(Reminders).tick();
    expect(receivers('survives a kill')).toEqual([]);
    story.clock.setTo(new Date(Date.now() + 6 * 60_000).toISOString());
    await story.app.get(Reminders).tick();
    await story.app.get(Reminders).tick();
    expect(receivers('survives a kill')).toEqual([aldo.email]);
    expect(await letter()).toMatchObject({ outcome: 'SENT', tries: 2 });
  });
});
