import { CustomFieldDirectory } from '#app/crm-core/custom-fields/custom-field-directory.service.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type EveryRoute, everyRoute, type KnownRoute } from '../access/every-route.ts';
import { callRoute } from '../access/routes.ts';
import { signIn } from '../support/people.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(240_000);

describe('a request that is under way', () => {
  let story: Story;
  let every: EveryRoute;
  beforeAll(async () => {
    // Were a second connection asked for while the first is held, this pool could not give it.
    story = await startStory({ DATABASE_POOL_SIZE: '1' });
    every = await everyRoute(story);
  });
  afterAll(() => story.end());

  const forget = (): void => story.app.get(CustomFieldDirectory).forget();

  it('never needs a second connection: as many requests as there are connections would wait for each other', async () => {
    const waited: string[] = [];
    let done = 0;
    for (const route of every.routes) {
      const { status, body } = await asAdmin(route);
      if (status === 503) waited.push(`${route.operationId}: ${body}`);
      if (status < 300) done += 1;
    }
    expect(waited).toEqual([]);
    expect(done).toBeGreaterThan(100);
  });

  it('goes on when many create clients at once, and the rules of custom fields have just been forgotten', async () => {
    forget();
    const anna = story.as(story.people.anna);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, number) => anna.post('/clients').send({ name: `Bar ${number}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(201));
  });

  it('takes the replica out of service by no means: it is only busy', async () => {
    const only = await story.prisma.pool.connect();
    try {
      expect((await story.outside.get('/health/ready')).status).toBe(200);
    } finally {
      only.release();
    }
  });

  /** Some routes end the session that calls them. */
  const asAdmin = async (route: KnownRoute) => {
    const { admin } = story.people;
    const id = await every.recordFor(route, admin);
    const body = await every.bodyFor(route, admin);
    const call = () => {
      forget();
      return callRoute(story, route, { token: admin.token, id, body });
    };
    let answer = await call();
    if (answer.status === 401) {
      admin.token = await signIn(story.outside, admin.email);
      answer = await call();
    }
    // Work in the background has its turns with the connection too; a request that waits for itself does so each time.
    for (let again = 0; answer.status === 503 && again < 3; again += 1) answer = await call();
    return answer;
  };
});
