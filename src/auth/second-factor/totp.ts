import { generateSecret, generateURI, verifySync } from 'otplib';

const STEP_SECONDS = 30;
const CODE = /^\d{6}$/;

/** 160 random bits in Base32, the length that RFC 4226 recommends and every app takes. */
export function newSeed(): string {
  return generateSecret({ length: 20 });
}

/** What the QR code of a frontend says: SHA-1, six digits, 30 seconds, which every app understands. */
export function otpauthUrl(seed: string, email: string): string {
  return generateURI({ issuer: 'NEXUS-CRM', label: email, secret: seed });
}

export function isAppCode(code: string): boolean {
  return CODE.test(code);
}

/**
 * The 30-second step that a code belongs to (RFC 6238). The steps before and after the present one count as well:
 * clocks of phones differ, and people type slowly.
 * @returns null when it is no code of these steps
 */
export function stepOf(seed: string, code: string, now: Date): number | null {
  if (!isAppCode(code)) return null;
  const epoch = Math.floor(now.getTime() / 1000);
  const found = verifySync({ secret: seed, token: code, epoch, epochTolerance: STEP_SECONDS });
  return found.valid && 'timeStep' in found ? found.timeStep : null;
}
