import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '#app/webhooks/catalogue/event-catalogue.js';
import { inProject } from '../../scripts/support/project.mjs';

const TOLD_BY_A_CLIENT = /^(client|contact|opportunity|activity|visit)\./;
/** Nobody reads the timeline of a client that is gone. */
const NEVER_READ = 'client.purged';

describe('the timeline of a client', () => {
  const words = readFileSync(inProject('web/src/routes/(app)/clients/[id]/words.ts'), 'utf8');
  const told = EVENT_TYPES.filter((type) => TOLD_BY_A_CLIENT.test(type) && type !== NEVER_READ);

  it.each(told)('has words for %s in both languages', (type) => {
    expect(words.split(`'${type}': '`)).toHaveLength(3);
  });
});
