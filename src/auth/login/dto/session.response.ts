export class SessionResponse {
  id: string;
  /** When the login took place. */
  createdAt: Date;
  /** When it was last refreshed. */
  lastUsedAt: Date;
  /** When it ends at the latest. */
  expiresAt: Date;
  /** As the browser or app called itself. */
  userAgent: string | null;
  ipAddress: string | null;
  /** The session that asks. */
  current: boolean;
}
