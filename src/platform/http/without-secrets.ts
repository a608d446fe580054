/** As long as a secret of 256 bits in base64url, and longer than any id. */
const LIKE_A_SECRET = /[\w-]{40,}/g;

/** A path as the log may have it: a secret address is as good as a password. */
export function withoutSecrets(path: string): string {
  return path.replace(LIKE_A_SECRET, '[secret]');
}
