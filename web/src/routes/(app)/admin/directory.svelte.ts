import { getContext, setContext } from 'svelte';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { session } from '#lib/session/session.svelte.ts';
import { Remote } from '#lib/state/remote.svelte.ts';
import { words } from './words.ts';

type Role = Pick<Schemas['RoleResponse'], 'key' | 'name'>;
type Team = Pick<Schemas['TeamResponse'], 'id' | 'name'>;
export type Option = { value: string; label: string };

const HERE = Symbol('directory');
const ALL = { params: { query: { limit: 100 } } };

/** For whoever looks after people without reading what their roles permit. */
const builtIn = (): Readonly<Record<string, string>> => words.t.builtIn;

/** The roles and teams that every page here names. */
export class Directory {
  readonly roles = new Remote<readonly Role[]>();
  readonly teams = new Remote<readonly Team[]>();

  readonly roleOptions = $derived(
    this.roles.data
      ? this.roles.data.map(({ key, name }): Option => ({ value: key, label: name }))
      : Object.entries(builtIn()).map(([value, label]): Option => ({ value, label })),
  );
  readonly teamOptions = $derived(
    (this.teams.data ?? []).map(({ id, name }): Option => ({ value: id, label: name })),
  );

  static open(): Directory {
    return setContext(HERE, new Directory());
  }

  static get here(): Directory {
    return getContext<Directory>(HERE);
  }

  load(): void {
    if (session.can('role:read'))
      void this.roles.load(async (signal) => (await ask(api.GET('/api/v1/roles', { ...ALL, signal }))).items);
    void this.loadTeams();
  }

  async loadTeams(): Promise<void> {
    if (!session.can('team:read')) return;
    await this.teams.load(async (signal) => (await ask(api.GET('/api/v1/teams', { ...ALL, signal }))).items);
  }

  roleName(key: string): string {
    return this.roles.data?.find((role) => role.key === key)?.name ?? builtIn()[key] ?? key;
  }

  knownTeam(id: string): string | undefined {
    return this.teams.data?.find((team) => team.id === id)?.name;
  }

  teamName(id: string | null): string {
    return (id === null ? undefined : this.knownTeam(id)) ?? words.t.noTeam;
  }
}
