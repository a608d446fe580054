import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addWebhook, TO_THIS_MACHINE } from '../factories/webhook.ts';
import { startReceiver } from '../support/receiver.ts';
import { startStory, type Story } from '../support/story.ts';

type Verify = (headers: Record<string, unknown>, body: string, secret: string, now?: number) => boolean;

describe('docs/webhooks.md', () => {
  const page = readFileSync('docs/webhooks.md', 'utf8');
  let story: Story;
  beforeAll(async () => {
    story = await startStory(TO_THIS_MACHINE);
  });
  afterAll(() => story.end());

  it('has an example that verifies what we send, and refuses what somebody else could', async () => {
    const [, code = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'nexus-docs-'));
    const file = join(folder, 'verify.mjs');
    await writeFile(file, code);
    const { isFromTheCrm } = (await import(pathToFileURL(file).href)) as { isFromTheCrm: Verify };
    await rm(folder, { recursive: true });

    const to = await startReceiver();
    const { id, secret } = await addWebhook(story, to.url, ['client.created']);
    await story.as(story.people.admin).post(`/webhooks/${id}/ping`);
    await to.close();
    const [event] = to.events;
    if (!event) throw new Error('no event came');
    const { headers, text } = event;
    expect(isFromTheCrm(headers, text, secret)).toBe(true);
    expect(isFromTheCrm(headers, `${text} `, secret)).toBe(false);
    expect(isFromTheCrm({ ...headers, 'webhook-id': 'ping-other' }, text, secret)).toBe(false);
    expect(isFromTheCrm(headers, text, secret, Date.now() + 301_000)).toBe(false);
    expect(isFromTheCrm({}, text, secret)).toBe(false);
  });

  it('names every code that a delivery can have gone wrong with', async () => {
    const document = (await story.outside.get('/api/openapi.json')).body;
    const codes = document.components.schemas.WebhookDeliveryError.enum as string[];
    // Never kept: such a try is given back.
    const kept = codes.filter((code) => code !== 'INTERRUPTED');
    expect(kept.filter((code) => !page.includes(`| \`${code}\``))).toEqual([]);
  });
});
