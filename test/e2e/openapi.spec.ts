import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtDocument } from '#app/platform/openapi/built-document.js';
import { startStory, type Story } from '../support/story.ts';

interface Operation {
  operationId: string;
  summary?: string;
  'x-access'?: string;
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

interface Marked {
  'x-protected'?: string;
  schema?: { 'x-protected'?: string };
}

interface Marks {
  components: { schemas: Record<string, { properties?: Record<string, Marked> }> };
  paths: Record<string, Record<string, { parameters?: (Marked & { name: string })[] }>>;
}

const bin = (name: string) => join('node_modules', '.bin', name);

describe('the OpenAPI document', () => {
  let story: Story;
  let operations: [string, Operation][];
  let served: { paths: Record<string, Record<string, Operation>> };

  beforeAll(async () => {
    story = await startStory({ DOCS_ENABLED: 'true' });
    served = (await story.outside.get('/api/openapi.json')).body;
    operations = Object.entries(served.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, Operation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    );
  });
  afterAll(() => story.end());

  it('is committed as the running application serves it (npm run openapi writes it)', () => {
    expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(served);
  });

  it('bears the version of the product, of which it is the API', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(served).toMatchObject({ info: { title: 'NEXUS-CRM', version } });
  });

  it('tells the days of a forecast as the forecast takes them, of its file too', () => {
    interface Parameter {
      name: string;
      description?: string;
    }
    for (const path of ['forecast', 'forecast.csv']) {
      const { parameters } = served.paths[`/api/v1/analytics/${path}`]?.['get'] as unknown as {
        parameters: Parameter[];
      };
      const says = (one: string) => parameters.find(({ name }) => name === one)?.description;
      expect([path, says('from')]).toEqual([path, expect.stringContaining('first day of this month')]);
      expect([path, says('to')]).toEqual([path, expect.stringContaining('eleven months after')]);
    }
  });

  it('is left beside the code by the build, for the rules of protected fields to be read from', () => {
    expect(builtDocument()).toEqual(served);
  });

  it('gives every operation a summary, a typed answer, its access and a name of its own', () => {
    expect(operations.length).toBeGreaterThan(20);
    for (const [route, { summary, operationId, responses, ...operation }] of operations) {
      expect([route, summary]).toEqual([route, expect.stringMatching(/\w/)]);
      expect([route, operation['x-access']]).toEqual([
        route,
        expect.stringMatching(/^(public|signed-in|[a-z]+:[a-z]+)$/),
      ]);
      const success = Object.keys(responses).find((status) => status.startsWith('2'));
      const typed =
        success === '204' ||
        Object.values(responses[success ?? '']?.content ?? {}).some(({ schema }) => schema);
      expect([route, operationId, success, typed]).toEqual([route, operationId, expect.any(String), true]);
    }
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
  });

  it('marks protected fields wherever a name like theirs stands', () => {
    const named =
      /^(vatNumber|taxCode|sdiCode|pecEmail|einvoice\w+|amount\w*|\w+Amount|weighted|listPrice|unitPrice|discountPercent|checkInPosition)$/;
    const { components, paths } = served as unknown as Marks;
    const properties = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties).map(([name, property]) => [`${schema}.${name}`, name, property] as const),
    );
    const parameters = Object.entries(paths).flatMap(([path, operations]) =>
      Object.values(operations).flatMap(({ parameters = [] }) =>
        parameters.map((parameter) => [`${path}?${parameter.name}`, parameter.name, parameter] as const),
      ),
    );
    const unmarked = [...properties, ...parameters]
      .filter(([, name, at]) => named.test(name) && !at['x-protected'] && !at.schema?.['x-protected'])
      .map(([place]) => place);
    expect(unmarked).toEqual([]);
    expect(properties.filter(([, name]) => named.test(name)).length).toBeGreaterThan(30);
  });

  it('gives patterns to texts only', () => {
    const { components } = served as unknown as {
      components: {
        schemas: Record<string, { properties?: Record<string, { type?: unknown; pattern?: string }> }>;
      };
    };
    const odd = Object.entries(components.schemas).flatMap(([schema, { properties = {} }]) =>
      Object.entries(properties)
        .filter(([, { type, pattern }]) => pattern && ![type].flat().includes('string'))
        .map(([name]) => `${schema}.${name}`),
    );
    expect(odd).toEqual([]);
  });

  it('has no two classes of one name, of which one would hide the other', () => {
    const names = execFileSync('grep', ['-rhoE', 'export class [A-Za-z]+(Dto|Query|Response)\\b', 'src'], {
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('opens only the doors that are meant to be open', () => {
    const open = operations
      .filter(([, operation]) => operation['x-access'] === 'public')
      .map(([route]) => route);
    expect(open.sort()).toEqual([
      'DELETE /api/v1/auth/web-session',
      'GET /api/v1/calendar/{token}.ics',
      'GET /health/live',
      'GET /health/ready',
      'POST /api/v1/analytics/summary/unsubscribe/{token}',
      'POST /api/v1/auth/accept-invitation',
      'POST /api/v1/auth/forgot-password',
      'POST /api/v1/auth/login',
      'POST /api/v1/auth/refresh',
      'POST /api/v1/auth/register',
      'POST /api/v1/auth/reset-password',
      'POST /api/v1/auth/web-session',
      'POST /api/v1/auth/web-session/refresh',
    ]);
  });

  it('passes redocly lint', () => {
    execFileSync(bin('redocly'), ['lint', 'docs/openapi.json'], {
      stdio: 'pipe',
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
  });

  it('becomes a client that compiles under tsc --strict', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-openapi-'));
    try {
      const types = join(folder, 'api.ts');
      writeFileSync(
        types,
        execFileSync(bin('openapi-typescript'), ['docs/openapi.json'], {
          stdio: ['ignore', 'pipe', 'ignore'],
          // The types of the whole document are more than a megabyte.
          maxBuffer: 64 * 1024 * 1024,
        }),
      );
      execFileSync(bin('tsc'), ['--ignoreConfig', '--strict', '--noEmit', '--target', 'es2022', types], {
        stdio: 'pipe',
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('is shown by a page with an Authorize button', async () => {
    const page = await story.outside.get('/api/docs');
    expect(page.status).toBe(200);
    expect(page.text).toContain('swagger-ui');
    expect(served).toHaveProperty(
      'components.securitySchemes.bearer',
      expect.objectContaining({ type: 'http', scheme: 'bearer' }),
    );
  });
});
