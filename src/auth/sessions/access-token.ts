/** The one algorithm that is signed with and accepted. */
export const ALGORITHM = 'HS256';
export const ISSUER = 'nexus-crm';
export const AUDIENCE = 'nexus-crm-api';

export interface AccessTokenClaims {
  /** The user's id. */
  sub: string;
  /** The session's id. */
  sid: string;
  /** Keeps a token of another purpose from being taken for this one. */
  use: 'access';
}

/** As they stand in a token. */
export interface SignedClaims extends AccessTokenClaims {
  /** Seconds since 1970 at which the token ends. */
  exp: number;
}
