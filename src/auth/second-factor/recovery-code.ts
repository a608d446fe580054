import { createHash, randomBytes } from 'node:crypto';

const HOW_MANY = 10;
/** 120 random bits: above the 112 from which ASVS 6.5.2 lets a plain hash keep them. */
const BYTES = 15;
/** Crockford's Base32: no letter that is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten codes in groups of four, such as `7K2M-…`, to be printed or kept in a safe. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: HOW_MANY }, () => {
    const bits = [...randomBytes(BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const letters = bits.replace(/.{5}/g, (five) => ALPHABET.charAt(parseInt(five, 2)));
    return (letters.match(/.{4}/g) ?? []).join('-');
  });
}

/** Only this is stored. Dashes, spaces and small letters make no difference. */
export function recoveryCodeHash(code: string): Uint8Array<ArrayBuffer> {
  const plain = code.replace(/[\s-]/g, '').toUpperCase();
  return new Uint8Array(createHash('sha256').update(plain).digest());
}
