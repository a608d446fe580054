// npm run sbom [-- file]: what runs in production, as a CycloneDX document made from the lock file alone.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { runMain } from './support/problem.mjs';
import { inProject, ROOT } from './support/project.mjs';
import { npm } from './support/run.mjs';

const [file = 'sbom.cdx.json'] = process.argv.slice(2);
const [command, args] = npm(
  ...['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'],
  // Nothing need be installed. All is asked for: npm's own --omit dev also leaves out what both sides use.
  ...['--package-lock-only', '--include', 'dev', '--include', 'optional', '--include', 'peer'],
);

const isForDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');

/** Without what only development needs, and under the name of the project instead of the clone's folder. */
function inProduction({ components, dependencies, ...document }) {
  const kept = components.filter((component) => !isForDevelopment(component));
  const root = document.metadata.component;
  const known = new Set([root, ...kept].map((component) => component['bom-ref']));
  root.name = JSON.parse(readFileSync(inProject('package.json'), 'utf8')).name;
  return {
    ...document,
    components: kept,
    dependencies: dependencies
      .filter(({ ref }) => known.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => known.has(other)) })),
  };
}

await runMain(() => {
  const text = execFileSync(command, args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const document = inProduction(JSON.parse(text));
  writeFileSync(file, `${JSON.stringify(document, null, 2)}\n`);
  console.log(
    `${basename(file)}: CycloneDX ${document.specVersion}, ${document.components.length} components`,
  );
  return 0;
});
