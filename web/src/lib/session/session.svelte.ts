import { renewBy, useToken } from '#lib/api/access.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';

type Me = Schemas['MeResponse'];
type Permission = Schemas['PermissionDto'];
export type PermissionName = `${Permission['resource']}:${Permission['action']}`;
export type HideableField = Me['hiddenFields'][number];

/** Tabs of one browser share the cookie: when one signs out, all do; when somebody signs in, no other stays. */
const tabs = new BroadcastChannel('nexus.session');
type Told = { is: 'out' } | { is: 'in'; userId: string };

/** A renewal that hangs must not hold up all other tabs. */
const RENEWAL_MS = 20_000;

/**
 * Who is signed in. The refresh token is a cookie that this code cannot read; the access token is kept by the API
 * client; here are the person and what they may do.
 */
class Session {
  me = $state.raw<Me>();
  /** False until it is known whether the browser still has a session. */
  known = $state(false);

  constructor() {
    renewBy(() => this.renew());
    tabs.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.is === 'out') this.forget();
      else if (this.isAnother(data.userId)) location.reload();
    };
  }

  /** Goes on with the session that the browser has, if it has one. @throws Problem when no answer comes */
  async resume(): Promise<void> {
    if (await this.renew()) await this.readMe();
    this.known = true;
  }

  /** @throws Problem LOGIN_FAILED, TOTP_REQUIRED, TOTP_WRONG, TOO_MANY_LOGINS, TOO_MANY_CODES */
  async signIn(login: Schemas['LoginDto']): Promise<void> {
    const { accessToken, user } = await ask(api.POST('/api/v1/auth/web-session', { body: login }));
    useToken(accessToken);
    this.tell({ is: 'in', userId: user.id });
    await this.readMe();
    this.known = true;
  }

  /** @throws Problem when no answer comes: then one is still signed in */
  async signOut(): Promise<void> {
    await ask(api.DELETE('/api/v1/auth/web-session'));
    this.forget();
    this.tell({ is: 'out' });
  }

  async readMe(): Promise<void> {
    this.me = await ask(api.GET('/api/v1/auth/me'));
  }

  can(permission: PermissionName): boolean {
    return this.scope(permission) !== undefined;
  }

  scope(permission: PermissionName): Permission['scope'] | undefined {
    const [resource, action] = permission.split(':');
    return this.me?.permissions.find((one) => one.resource === resource && one.action === action)?.scope;
  }

  hides(field: HideableField): boolean {
    return this.me?.hiddenFields.includes(field) ?? true;
  }

  private async renew(): Promise<boolean> {
    try {
      const { accessToken, user } = await inTurn(() =>
        ask(api.POST('/api/v1/auth/web-session/refresh', { signal: AbortSignal.timeout(RENEWAL_MS) })),
      );
      if (this.isAnother(user.id)) return startOver();
      useToken(accessToken);
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      this.forget();
      return false;
    }
  }

  /** Somebody else's session lies in the cookie by now: what this tab shows is not theirs. */
  private isAnother(userId: string): boolean {
    return this.me !== undefined && this.me.id !== userId;
  }

  private tell(what: Told): void {
    tabs.postMessage(what);
  }

  private forget(): void {
    useToken(undefined);
    this.me = undefined;
  }
}

/** One tab after the other: the next sends the cookie that the one before it got. Only safe addresses have locks. */
function inTurn<T>(renewal: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('nexus.renew', renewal) : renewal();
}

/** Never answers: the page is about to be another, and nothing of the other person's belongs into this one. */
function startOver(): Promise<never> {
  location.reload();
  return new Promise(() => undefined);
}

export const session = new Session();
