import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';

export interface ClientBody {
  id: string;
  name: string;
  ownerId: string;
  version: number;
  [field: string]: unknown;
}

let made = 0;

/** A client of this owner's, created over HTTP as its owner would. */
export async function createClient(
  story: Story,
  owner: Person,
  fields: Record<string, unknown> = {},
): Promise<ClientBody> {
  made += 1;
  const { body, status } = await story
    .as(owner)
    .post('/clients')
    .send({ name: `Svapo ${made}`, ...fields });
  if (status !== 201) throw new Error(`the client was not created: ${status} ${JSON.stringify(body)}`);
  return body as ClientBody;
}

/** A P.IVA with a right check digit, for the number of a test: 1, 2, 3 … */
export function vatNumber(serial: number): string {
  const digits = `${String(serial).padStart(7, '0')}015`;
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = place % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + String((10 - (sum % 10)) % 10);
}
