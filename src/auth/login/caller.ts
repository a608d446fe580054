/** Where a request comes from, and which it is. */
export interface Caller {
  address: string;
  /** Method and pattern: `POST /api/v1/auth/login`. */
  route: string;
  userAgent: string | undefined;
  requestId: string;
}
