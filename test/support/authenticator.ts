import { generateSync } from 'otplib';
import { expect } from '@jest/globals';
import { PASSWORD, type Person } from './people.ts';
import type { Story, StoryClock } from './story.ts';

/** An authenticator app, whose time is the story's. */
export interface Authenticator {
  /** The code it shows now. */
  code: () => string;
  /** Waits until it shows a code that was not used yet. */
  nextCode: () => string;
}

export function authenticator(secret: string, clock: StoryClock): Authenticator {
  const code = (): string =>
    generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000), algorithm: 'sha1' });
  return {
    code,
    nextCode: () => {
      clock.setTo(new Date(clock.now().getTime() + 30_000).toISOString());
      return code();
    },
  };
}

/** A person switches the second factor on; the session that did it goes on. */
export async function switchOn(
  story: Story,
  person: Person,
): Promise<{ app: Authenticator; secret: string; recoveryCodes: string[] }> {
  const caller = story.as(person);
  const begun = await caller.post('/auth/second-factor').send({ currentPassword: PASSWORD });
  expect(begun.status).toBe(201);
  const secret = begun.body.secret as string;
  const app = authenticator(secret, story.clock);
  const confirmed = await caller.post('/auth/second-factor/confirm').send({ totp: app.nextCode() });
  expect(confirmed.status).toBe(200);
  return { app, secret, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}
