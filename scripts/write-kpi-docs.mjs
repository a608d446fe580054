// npm run docs:kpis: writes docs/kpis.md from the definitions that the API answers with.
import { writeFile } from 'node:fs/promises';
import { renderKpiDocs } from '../dist/analytics/definitions/kpi-docs.js';

await writeFile('docs/kpis.md', renderKpiDocs());
