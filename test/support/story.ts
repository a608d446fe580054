import { createApp } from '#app/configure-app.js';
import { readConfig } from '#app/platform/config/config.js';
import { PrismaService } from '#app/platform/prisma/prisma.service.js';
import { Clock } from '#app/platform/time/clock.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { agent } from 'supertest';
import { createDatabase } from './database.ts';
import { createPeople, type People, type Person } from './people.ts';
import { openSessions } from './sessions.ts';
import { STORY_SECRET } from './story-secret.ts';

type Agent = ReturnType<typeof agent>;
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Call = ReturnType<Agent['get']>;

export { STORY_SECRET };

/** The API as one person calls it; paths are those below `/api/v1`. */
export type Caller = Readonly<Record<Method, (path: string) => Call>>;

/** A clock that a story may move. */
export class StoryClock extends Clock {
  private instant: Date | undefined;

  override now(): Date {
    return this.instant ?? new Date();
  }

  /** Stands still at this moment until it is moved again; undefined: runs on. */
  setTo(instant: string | undefined): void {
    this.instant = instant === undefined ? undefined : new Date(instant);
  }
}

export interface Story {
  app: NestFastifyApplication;
  prisma: PrismaService;
  clock: StoryClock;
  people: People;
  databaseUrl: string;
  as: (person: Person) => Caller;
  anonymous: Caller;
  /** What lies beside the API: health, documents, metrics; full paths. */
  outside: Agent;
  end: () => Promise<void>;
}

/**
 * Boots the application that ships, on a database of the story's own, with two teams at work.
 * @param env settings that differ from the usual ones
 * @param through puts something between the application and its database
 */
export async function startStory(
  env: Record<string, string> = {},
  through: (databaseUrl: string) => Promise<string> = (url) => Promise.resolve(url),
): Promise<Story> {
  const database = await createDatabase();
  const clock = new StoryClock();
  const app = await bootApp(await through(database.url), env, clock);
  const http = agent(app.getHttpServer());
  const prisma = app.get(PrismaService);
  const people = await createPeople(prisma);
  await openSessions(app, prisma, Object.values(people));
  return {
    app,
    prisma,
    clock,
    people,
    databaseUrl: database.url,
    as: (person) => callerWith(http, person.token),
    anonymous: callerWith(http, undefined),
    outside: http,
    end: async () => {
      await app.close();
      await database.drop();
    },
  };
}

/** Boots the application on a database that is there; a story may have it run beside its own, as another replica. */
export async function bootApp(
  databaseUrl: string,
  env: Record<string, string>,
  clock: Clock,
): Promise<NestFastifyApplication> {
  const config = readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: databaseUrl,
    JWT_SECRET: STORY_SECRET,
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    KPI_REFRESH_CRON: '',
    HOUSEKEEPING_CRON: '',
    WEBHOOK_CRON: '',
    REMINDERS_CRON: '',
    SUMMARY_CRON: '',
    REQUESTS_PER_MINUTE: '1000000',
    COSTLY_PER_MINUTE: '1000000',
    COSTLY_AT_ONCE: '100',
    DATABASE_POOL_SIZE: '5',
    ...env,
  });
  const app = await createApp(config, { clock });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

/** @param http the application here, or the address of one in another process */
export function callerWith(http: Agent, token: string | undefined): Caller {
  const method =
    (name: Method) =>
    (path: string): Call => {
      const call = http[name](`/api/v1${path}`);
      return token ? call.set('Authorization', `Bearer ${token}`) : call;
    };
  return {
    get: method('get'),
    post: method('post'),
    put: method('put'),
    patch: method('patch'),
    delete: method('delete'),
  };
}
