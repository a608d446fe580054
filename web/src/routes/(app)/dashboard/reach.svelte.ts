import { allColleagues, type Colleague } from '#lib/pick/colleagues.svelte.ts';
import { session } from '#lib/session/session.svelte.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { filter } from './filter.svelte.ts';

/** Whose figures the reader may see, and so whom the filter offers. Made while a page is: it follows the filter. */
export class Reach {
  readonly scope = session.scope('analytics:read');
  readonly agents = new Remote<readonly Colleague[]>();

  constructor() {
    if (!this.looksAtOthers) return;
    $effect(() => {
      const { teamId } = filter;
      void this.agents.load((signal) => allColleagues(signal, teamId));
    });
  }

  get looksAtOthers(): boolean {
    return this.scope === 'team' || this.scope === 'all';
  }

  /** An address may name whom the reader doesn't see; the API counts nothing then, and zeros would be a lie. */
  get unseen(): 'team' | 'agent' | undefined {
    const { me } = session;
    const { teamId, ownerId } = filter;
    if (!me || this.scope === 'all') return undefined;
    if (teamId && teamId !== me.teamId) return 'team';
    if (!ownerId || ownerId === me.id) return undefined;
    if (this.scope === 'own') return 'agent';
    const known = this.agents.data;
    return known && !known.some(({ id, teamId: of }) => id === ownerId && of === me.teamId)
      ? 'agent'
      : undefined;
  }
}
