import { DEFINITION_VERSION, KPI_DEFINITIONS, KPI_RULES, type KpiDefinition } from './kpi-definitions.js';

/** `docs/kpis.md`, from the definitions that the API answers with. */
export function renderKpiDocs(): string {
  return [
    '# KPI definitions',
    '',
    `Version ${DEFINITION_VERSION}, as \`GET /analytics/definitions\` answers it. Made by \`npm run docs:kpis\`; edit`,
    '`src/analytics/definitions/kpi-definitions.ts`.',
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

function section({ key, name, unit, formula, dateField, owner, nullWhen }: KpiDefinition): string[] {
  return [
    '',
    `### ${name} (\`${key}\`)`,
    '',
    `- Formula: ${formula}`,
    `- Unit: ${unit}`,
    `- Dated by: ${dateField === null ? 'nothing, it is of now' : `\`${dateField}\``}`,
    `- Counts for: ${owner}`,
    `- Null: ${nullWhen === '' ? 'never' : `when ${nullWhen}`}`,
  ];
}
