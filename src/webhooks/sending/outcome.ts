/** What can go wrong with a sending; nothing else of an answer is told or kept. */
export const DELIVERY_ERRORS = [
  'ADDRESS_REFUSED',
  'HOST_UNKNOWN',
  'CONNECTION_FAILED',
  'TLS_FAILED',
  'TIMEOUT',
  'REDIRECTED',
  'GONE',
  'REJECTED',
  'RECEIVER_FAILED',
  'EVENT_GONE',
  'INTERRUPTED',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

/** What became of one sending. */
export interface Outcome {
  /** HTTP status; null: no answer came. */
  status: number | null;
  /** undefined: it arrived. */
  error?: DeliveryError;
  /** What the receiver said of when to come again. */
  retryAfter?: string | undefined;
}

/** Only 2xx has arrived. A redirect is not followed: it could lead anywhere. */
export function outcomeOf(status: number, retryAfter: string | undefined): Outcome {
  if (status >= 200 && status < 300) return { status };
  return { status, error: errorOf(status), retryAfter };
}

function errorOf(status: number): DeliveryError {
  if (status === 410) return 'GONE';
  if (status >= 500) return 'RECEIVER_FAILED';
  return status >= 300 && status < 400 ? 'REDIRECTED' : 'REJECTED';
}

/** What a failed connection is called. */
export function connectionError(code: string): DeliveryError {
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|EPROTO|HOSTNAME_MISMATCH)/.test(code)
    ? 'TLS_FAILED'
    : 'CONNECTION_FAILED';
}
