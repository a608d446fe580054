import { say } from '../support/progress.mjs';

const YEAR = 'from=2017-01-01&to=2018-01-01';
const amount = (text) => `${Number(text).toLocaleString('en', { minimumFractionDigits: 2 })} EUR`;

/** What the year of the sample says, as the API answers. */
export async function showOverview(api) {
  const { kpis } = await api.get(`/analytics/overview?${YEAR}`);
  say(`\n2017, all pipelines:`);
  say(`  won       ${kpis.wonCount.value} worth ${amount(kpis.wonAmount.value)}`);
  say(`  lost      ${kpis.lostCount.value}`);
  say(`  win rate  ${kpis.winRate.value} %`);
}
