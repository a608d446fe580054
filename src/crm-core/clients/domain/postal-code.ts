/** Reads a CAP: five digits as text, leading zeros included. */
export function readPostalCode(text: string): string | undefined {
  const code = text.replace(/\s/g, '');
  return /^\d{5}$/.test(code) ? code : undefined;
}
