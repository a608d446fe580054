import { AccessTokens } from '#app/auth/sessions/access-tokens.service.js';
import { SessionService } from '#app/auth/sessions/session.service.js';
import type { PrismaService } from '#app/platform/prisma/prisma.service.js';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Person } from './people.ts';

const HERE = { address: '127.0.0.1', userAgent: undefined };

/** As after signing in, without comparing passwords: that takes most of a story's start, and few stories are about it. */
export async function openSessions(
  app: NestFastifyApplication,
  prisma: PrismaService,
  people: readonly Person[],
): Promise<void> {
  const sessions = app.get(SessionService, { strict: false });
  const tokens = app.get(AccessTokens, { strict: false });
  await Promise.all(
    people.map(async (person) => {
      const { sessionId } = await prisma.$transaction((tx) => sessions.open(tx, person.id, HERE));
      person.token = await tokens.sign(person.id, sessionId);
    }),
  );
}
