import { oweToken, renewBy, useToken } from '#lib/api/access.ts';
import { forgetAttempts } from '#lib/api/attempts.ts';
import { api, ask, type Schemas } from '#lib/api/client.ts';
import { Problem } from '#lib/api/problem.ts';
import { forgetKept, forgetKeptOfOthers, keep, keptLast } from '#lib/offline/kept.ts';

type Me = Schemas['MeResponse'];
type Permission = Schemas['PermissionDto'];
export type PermissionName = `${Permission['resource']}:${Permission['action']}`;
export type HideableField = Me['hiddenFields'][number];

/** Tabs of one browser share the cookie: when one signs out, all do; when somebody signs in, no other stays. */
const tabs = new BroadcastChannel('nexus.session');
type Told = { is: 'out' } | { is: 'in'; userId: string };

/** A renewal that hangs must not hold up all other tabs. */
const RENEWAL_MS = 20_000;
const KEPT_ME = 'me';
/** So long an opened page waits for the network when it has something to show without. */
const SOON_MS = 4_000;

/**
 * Who is signed in. The refresh token is a cookie that this code cannot read; the access token is kept by the API
 * client; here are the person and what they may do.
 */
class Session {
  me = $state.raw<Me>();
  /** False until it is known whether the browser still has a session. */
  known = $state(false);
  /** Somebody was at work here and the server says that their session is over; not after their own signing out. */
  wasEnded = $state(false);
  /** The page is being loaded anew for somebody else: nothing that is written on it may hold that up. */
  startsOver = false;
  /** What {@link me} may do was read another day: it is read again when the network is back. */
  private isFromKept = false;

  constructor() {
    renewBy(() => this.renew());
    tabs.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.is === 'out') void this.forget();
      else if (this.isAnother(data.userId)) this.startOver();
    };
  }

  /**
   * Goes on with the session that the browser has, if it has one. Where the network is dead or slow the person who used it
   * last goes on with what is kept here, and gets a token before anything is sent.
   * @throws Problem when no answer comes and nothing is kept
   */
  async resume(): Promise<void> {
    const kept = await keptLast<Me>(KEPT_ME);
    const renewal = this.renew().then((isSignedIn) => (isSignedIn ? this.readMe() : undefined));
    try {
      await (kept ? Promise.race([renewal, soon()]) : renewal);
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 0 || kept === undefined) throw error;
      this.me = kept;
      this.isFromKept = true;
      oweToken();
    }
    if (kept !== undefined && this.me === undefined) this.wasEnded = true;
    this.known = true;
  }

  /** @throws Problem LOGIN_FAILED, TOTP_REQUIRED, TOTP_WRONG, TOO_MANY_LOGINS, TOO_MANY_CODES */
  async signIn(login: Schemas['LoginDto']): Promise<void> {
    const { accessToken, user } = await ask(api.POST('/api/v1/auth/web-session', { body: login }));
    useToken(accessToken);
    this.tell({ is: 'in', userId: user.id });
    await this.readMe();
    this.wasEnded = false;
    this.known = true;
  }

  /** @throws Problem when no answer comes: then one is still signed in */
  async signOut(): Promise<void> {
    await ask(api.DELETE('/api/v1/auth/web-session'));
    await this.forget();
    this.wasEnded = false;
    this.tell({ is: 'out' });
  }

  async readMe(): Promise<void> {
    const me = await ask(api.GET('/api/v1/auth/me'));
    this.me = me;
    await forgetKeptOfOthers(me.id);
    await keep(me.id, KEPT_ME, me);
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
      if (this.isAnother(user.id)) {
        this.startOver();
        return await never();
      }
      useToken(accessToken);
      if (this.isFromKept) {
        await this.readMe();
        this.isFromKept = false;
      }
      return true;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
      if (this.me !== undefined) this.wasEnded = true;
      await this.forget();
      return false;
    }
  }

  /** Somebody else's session lies in the cookie by now: what this tab shows is not theirs. */
  private isAnother(userId: string): boolean {
    return this.me !== undefined && this.me.id !== userId;
  }

  private startOver(): void {
    this.startsOver = true;
    location.reload();
  }

  private tell(what: Told): void {
    tabs.postMessage(what);
  }

  private async forget(): Promise<void> {
    useToken(undefined);
    this.me = undefined;
    forgetAttempts();
    await forgetKept();
  }
}

/** One tab after the other: the next sends the cookie that the one before it got. Only safe addresses have locks. */
function inTurn<T>(renewal: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request('nexus.renew', renewal) : renewal();
}

function soon(): Promise<never> {
  return new Promise((_, reject) => setTimeout(() => reject(Problem.offline('slow')), SOON_MS));
}

/** No answer: the page is about to be another, and nothing of the other person's belongs into this one. */
const never = () => new Promise<never>(() => undefined);

export const session = new Session();
