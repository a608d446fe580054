import { api, ask } from '#lib/api/client.ts';
import { language } from '#lib/i18n/language.svelte.ts';
import { toasts } from '#lib/state/toasts.svelte.ts';
import { type KpiKey, MEANINGS } from './kpis.ts';

/** What the figures mean; the formulas of the API are read once, when English is shown. */
class Definitions {
  private formulas = $state.raw<ReadonlyMap<string, string>>();
  private asked = false;

  meaning(key: KpiKey): string {
    return language.now === 'it' ? MEANINGS[key] : (this.formulas?.get(key) ?? '');
  }

  async read(): Promise<void> {
    if (this.asked || language.now === 'it') return;
    this.asked = true;
    try {
      const { kpis } = await ask(api.GET('/api/v1/analytics/definitions'));
      this.formulas = new Map(kpis.map(({ key, formula }) => [key, formula]));
    } catch (error) {
      this.asked = false;
      toasts.failed(error);
    }
  }
}

export const definitions = new Definitions();
