import { PUBLIC } from '#app/platform/access/index.js';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { readFile } from 'node:fs/promises';
import { startStory, type Story } from '../support/story.ts';

/** `docs/accounts.md` says how one gets in; nothing else is open. */
describe('every way in', () => {
  let story: Story;
  beforeAll(async () => {
    story = await startStory();
  });
  afterAll(() => story.end());

  /** `POST /auth/login` of every handler that says `@Public()`, documented or not. */
  const opened = (): string[] => {
    const scanner = new MetadataScanner();
    const routes: string[] = [];
    for (const { controllers } of story.app.get(ModulesContainer).values())
      for (const { metatype } of controllers.values()) {
        if (!metatype) continue;
        const prototype = metatype.prototype as Record<string, object>;
        for (const name of scanner.getAllMethodNames(prototype)) {
          const handler = prototype[name] as object;
          const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
          const isPublic = [handler, metatype].some((one) => Reflect.getMetadata(PUBLIC, one) === true);
          if (method === undefined || !isPublic) continue;
          const paths = [metatype, handler].map((one) => String(Reflect.getMetadata(PATH_METADATA, one)));
          routes.push(`${RequestMethod[method]} /${paths.join('/')}`.replace(/\/+/g, '/').replace(/\/$/, ''));
        }
      }
    return routes.sort();
  };
  const listed = async (heading: string): Promise<string[]> => {
    const text = await readFile('docs/accounts.md', 'utf8');
    const [, section = ''] = text.split(`## ${heading}\n`);
    const rows = section.split('\n## ')[0]?.matchAll(/^\| `((?:GET|POST|DELETE) [^`]+)`/gm) ?? [];
    return [...rows].map(([, route = '']) => route).sort();
  };

  it('stands in docs/accounts.md, and no route is open that does not', async () => {
    const written = [...(await listed('Every way in')), ...(await listed('Open, and no way in'))];
    expect(opened()).toEqual(written.sort());
    expect(written.length).toBeGreaterThan(6);
  });

  it('gives tokens by nothing but a login and a refresh', async () => {
    const tokens: string[] = [];
    for (const [path, body] of [
      ['/auth/register', { email: 'x@example.test', password: 'tre zattere sul fiume', fullName: 'X' }],
      ['/auth/forgot-password', { email: story.people.aldo.email }],
      ['/auth/login', { email: story.people.aldo.email, password: 'corretto cavallo batteria 42' }],
    ] as const) {
      const { body: answer } = await story.anonymous.post(path).send(body);
      if (JSON.stringify(answer).includes('oken')) tokens.push(path);
    }
    expect(tokens).toEqual(['/auth/login']);
  });
});
