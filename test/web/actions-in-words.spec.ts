import { execFileSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '#app/webhooks/catalogue/event-catalogue.js';
import { ACTIONS, actionName } from '../../web/src/routes/(app)/admin/audit/actions.ts';

/** Written as actions are, and none: fields that a role does not see, and the event that tries a webhook. */
const OTHERS = [
  ...['client.owner', 'client.notes', 'contact.reach', 'opportunity.amount'],
  ...['export.csv', 'webhook.ping'],
];

/** What the sources name, `'client.created'`, of the kinds that have words: `'user.…'`, `'visit.…'`. */
function named(): string[] {
  const kinds = [...new Set(Object.keys(ACTIONS).map((action) => action.split('.')[0]))].join('|');
  const quoted = execFileSync('grep', ['-rhoE', '--include=*.ts', `'(${kinds})\\.[a-z_-]+'`, 'src'], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const names = quoted.split('\n').filter((line) => line !== '' && !line.endsWith(".js'"));
  return [...new Set(names.map((line) => line.slice(1, -1)))].filter((name) => !OTHERS.includes(name));
}

describe('what the journal says was done', () => {
  it.each([...new Set([...EVENT_TYPES, ...named()])].sort())('%s has words in both languages', (action) => {
    const [italian, english] = [actionName(action, 'it'), actionName(action, 'en')];
    expect([italian, english]).not.toContain(action);
    expect(italian).not.toBe(english);
  });

  it.each(['it', 'en'] as const)('no two are told by the same words (%s)', (language) => {
    const words = Object.keys(ACTIONS).map((action) => actionName(action, language));
    expect(new Set(words).size).toBe(words.length);
  });

  it('one that nobody knows yet stands as it is', () => {
    expect(actionName('teapot.boiled', 'it')).toBe('teapot.boiled');
  });
});
