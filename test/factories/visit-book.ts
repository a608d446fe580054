import { createClient } from './client.ts';
import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

interface Calling {
  clientId?: string;
  /** When the agent checks in, and after how many seconds out; left out: as planned, for half an hour. */
  in?: string;
  seconds?: number;
  /** EUR; left out: no order. */
  order?: string;
}

/** Visits as agents make them, over HTTP, each step at its own hour. */
export interface VisitBook {
  /** Into the calendar, a week before. */
  plan: (agent: Person, at: string, clientId?: string) => Promise<string>;
  /** Planned a week before, made, and checked out of. */
  call: (agent: Person, at: string, calling?: Calling) => Promise<string>;
  checkIn: (agent: Person, id: string, at: string) => Promise<void>;
  checkOut: (agent: Person, id: string, at: string, order?: string) => Promise<void>;
  /** Another time, decided at `now`. */
  move: (agent: Person, id: string, at: string, now: string) => Promise<void>;
  step: (agent: Person, id: string, step: string, body?: object) => Promise<void>;
}

export function openVisitBook(story: Story): VisitBook {
  const later = (at: string, seconds: number): string =>
    new Date(Date.parse(at) + seconds * 1000).toISOString();
  const send = async (
    agent: Person,
    method: 'post' | 'patch',
    path: string,
    body: object,
  ): Promise<{ id: string }> => {
    const answer = await story.as(agent)[method](path).send(body);
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { id: string };
  };
  const book: VisitBook = {
    async plan(agent, at, clientId) {
      story.clock.setTo(later(at, -7 * 86_400));
      const client = clientId ?? (await createClient(story, agent)).id;
      return (await send(agent, 'post', '/visits', { clientId: client, scheduledAt: at })).id;
    },
    async call(agent, at, { clientId, in: from = at, seconds = 1800, order } = {}) {
      const id = await book.plan(agent, at, clientId);
      await book.checkIn(agent, id, from);
      await book.checkOut(agent, id, later(from, seconds), order);
      return id;
    },
    async checkIn(agent, id, at) {
      story.clock.setTo(at);
      await book.step(agent, id, 'check-in');
    },
    async checkOut(agent, id, at, order) {
      story.clock.setTo(at);
      const came = order === undefined ? { outcome: 'FOLLOW_UP' } : { outcome: 'ORDER', orderAmount: order };
      await book.step(agent, id, 'check-out', came);
    },
    async move(agent, id, at, now) {
      story.clock.setTo(now);
      await send(agent, 'patch', `/visits/${id}`, { scheduledAt: at });
    },
    async step(agent, id, step, body = {}) {
      await send(agent, 'post', `/visits/${id}/${step}`, body);
    },
  };
  return book;
}
