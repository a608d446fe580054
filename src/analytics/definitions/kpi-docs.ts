import type { KpiDefinition } from './kpi-definition.js';
import { DEFINITION_VERSION, KPI_DEFINITIONS } from './kpi-definitions.js';
import { KPI_RULES } from './kpi-rules.js';

/** `docs/kpis.md`, from the definitions that the API answers with. */
export function renderKpiDocs(): string {
  return [
    '# KPI definitions',
    '',
    `Version ${DEFINITION_VERSION}, as \`GET /analytics/definitions\` answers it. Made by \`npm run docs:kpis\`; edit`,
    'what stands in `src/analytics/definitions`.',
    '',
    '## What holds for all',
    '',
    ...KPI_RULES.map((rule) => `- ${rule}`),
    '',
    '## The figures',
    ...KPI_DEFINITIONS.flatMap(section),
    '',
  ].join('\n');
}

function section({ key, name, nameIt, unit, formula, dateField, owner, nullWhen }: KpiDefinition): string[] {
  return [
    '',
    `### ${name} (\`${key}\`)`,
    '',
    `- In Italian: ${nameIt}`,
    `- Formula: ${formula}`,
    `- Unit: ${unit}`,
    `- Dated by: ${dateField === null ? 'nothing, it is of now' : `\`${dateField}\``}`,
    `- Counts for: ${owner}`,
    `- Null: ${nullWhen === '' ? 'never' : `when ${nullWhen}`}`,
  ];
}
