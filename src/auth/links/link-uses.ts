import type { OneTimePurpose, UserStatus } from '../../platform/prisma/generated/enums.js';

export interface LinkUse {
  /** What the account must be when the link is made, and still when it is used. */
  readonly status: UserStatus;
  readonly action: `user.${string}`;
}

/** What each kind of link does: it sets a password, of an account in this state, and signs nobody in. */
export const LINK_USES: Readonly<Record<OneTimePurpose, LinkUse>> = {
  INVITATION: { status: 'PENDING', action: 'user.invitation-accepted' },
  PASSWORD_RESET: { status: 'ACTIVE', action: 'user.password-reset' },
};
