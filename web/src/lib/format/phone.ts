const MOBILE = /^\+39(3\d\d)(\d{3})(\d{3,4})$/;
const FROM_MILAN_OR_ROME = /^\+39(0[26])(\d{4,9})$/;
const ITALIAN = /^\+39(\d+)$/;

/** A number in E.164 form as Italians write it: `+39 333 445 5413`. Area codes other than Milan’s and Rome’s differ in length and stay joined. */
export function phone(number: string): string {
  const parts = [MOBILE, FROM_MILAN_OR_ROME, ITALIAN].map((form) => form.exec(number)).find(Boolean);
  return parts ? ['+39', ...parts.slice(1)].join(' ') : number;
}
