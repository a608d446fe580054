import { readFileSync } from 'node:fs';
import { inProject } from '../../scripts/support/project.mjs';

/**
 * What the container starts Node with. The Dockerfile is where that is decided: a process that is measured has it from there.
 * @returns {string[]}
 */
export function flagsOfTheImage() {
  const [, command] = /^CMD \["node", (.*), "dist\/bundle\/server\/main.js"\]$/m.exec(
    readFileSync(inProject('Dockerfile'), 'utf8'),
  );
  return JSON.parse(`[${command}]`);
}
