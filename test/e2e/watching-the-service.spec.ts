import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { JobSchedule } from '#app/platform/jobs/index.js';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

const ALERTS = readFileSync('ops/monitoring/alerts.yml', 'utf8');
const { panels } = JSON.parse(readFileSync('ops/monitoring/grafana/dashboards/nexus-crm.json', 'utf8')) as {
  panels: Panel[];
};
const EXPRESSIONS = [
  ...[...ALERTS.matchAll(/^ +- alert: (\w+)\n +expr: (.+)$/gm)].map(
    ([, name = '', expr = '']) => [name, expr] as const,
  ),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => [title, expr] as const)),
];

/** What Prometheus itself knows of a target; all else has to come from us. */
const OF_PROMETHEUS = new Set(['up']);

/** The series of an expression, each with the labels that it is chosen or grouped by. */
function seriesOf(expression: string): string[] {
  const bare = expression
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]|"[^"]*"/g, ' ')
    .replaceAll(/\b(by|on|without)\s*\([^)]*\)/g, ' ');
  return [...bare.matchAll(/\b[a-z]\w*(_\w+)+\b(?!\s*\()|\bup\b/g)]
    .map(([name]) => name)
    .filter((name) => !OF_PROMETHEUS.has(name));
}

describe('watching the service', () => {
  let story: Story;
  let proxy: CuttableProxy;
  beforeAll(async () => {
    const made: { proxy?: CuttableProxy } = {};
    story = await startStory({ METRICS_ENABLED: 'true' }, async (url) => {
      const through = await CuttableProxy.to(url);
      made.proxy = through.proxy;
      return through.url;
    });
    if (!made.proxy) throw new Error('there is no proxy');
    proxy = made.proxy;
    await refreshFigures(story);
  });
  afterAll(async () => {
    await story.end();
    await proxy.close();
  });

  const figures = async () => (await story.outside.get('/metrics')).text;

  it('no panel and no alert asks for a figure or a label that there is not', async () => {
    const text = await figures();
    expect(EXPRESSIONS.length).toBeGreaterThan(40);
    for (const [title, expression] of EXPRESSIONS) {
      const series = seriesOf(expression);
      if (!/\bup\b/.test(expression)) expect([title, series.length > 0]).toEqual([title, true]);
      for (const name of series) {
        const family = name.replace(/_(bucket|count|sum)$/, '');
        const isThere = text.includes(`# TYPE ${name} `) || text.includes(`# TYPE ${family} histogram`);
        expect([title, name, isThere]).toEqual([title, name, true]);
      }
      const labels = [...expression.matchAll(/([a-z]+)(?:=~|!~|!=|=)"/g)].map(([, label]) => label);
      for (const label of labels.filter((one) => one !== 'job'))
        expect([title, label, new RegExp(`[{,]${label}="`).test(text)]).toEqual([title, label, true]);
    }
  });

  it('errors are counted among requests, not among looks at health and figures', () => {
    const [, expression = ''] = /alert: ManyErrors\n +expr: (.+)/.exec(ALERTS) ?? [];
    const left = [...expression.matchAll(/route!~"([^"]+)"/g)].map(
      ([, pattern = '']) => new RegExp(`^(${pattern})$`),
    );
    const isCounted = (route: string) => left.map((pattern) => !pattern.test(route));
    expect(isCounted('/health/ready')).toEqual([false, false]);
    expect(isCounted('/metrics')).toEqual([false, false]);
    expect(isCounted('/api/v1/clients')).toEqual([true, true]);
  });

  it('each alert has its page', () => {
    const pages = readFileSync('docs/operations.md', 'utf8');
    const names = [...ALERTS.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      expect(ALERTS).toContain(`runbook: docs/operations.md#${name.toLowerCase()}`);
      expect(pages).toContain(`\n### ${name}\n`);
    }
  });

  it('a job that ends well and one that fails are told apart, and one that never ends well grows old', async () => {
    const schedule = story.app.get(JobSchedule, { strict: false });
    schedule.start('watched', '0 3 * * *', () => Promise.resolve());
    schedule.start('broken', '*/5 * * * *', () => Promise.reject(new Error('it broke')));
    await new Promise(setImmediate);
    const text = await figures();
    for (const name of ['watched', 'broken'])
      expect(text).toMatch(new RegExp(`^job_last_tick_timestamp_seconds\\{name="${name}"\\} \\d{10}`, 'm'));
    expect(text).toContain('job_failures_total{name="watched"} 0');
    expect(text).toContain('job_failures_total{name="broken"} 1');
    expect(text).toContain('job_interval_seconds{name="broken"} 300');
  });

  it('goes on while the database is away, and says that it is', async () => {
    expect(await figures()).toContain('database_up{database="written"} 1');
    proxy.cut();
    try {
      await new Promise((resolve) => setTimeout(resolve, 1100)); // longer than figures of tables are remembered
      const { status, text } = await story.outside.get('/metrics');
      expect(status).toBe(200);
      expect(text).toContain('database_up{database="written"} 0');
      expect(text).toMatch(/^analytics_refreshed_timestamp_seconds\{database="written"\} \d{10}/m);
    } finally {
      proxy.mend();
    }
  });
});
