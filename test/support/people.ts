import { type PrismaService } from '#app/platform/prisma/prisma.service.js';
import { hash } from '@node-rs/argon2';
import { type agent } from 'supertest';

export const PASSWORD = 'corretto cavallo batteria 42';

export interface Person {
  id: string;
  email: string;
  teamId: string | null;
  token: string;
}

/** Two teams: Anna leads Nord with Aldo and Alma, Bruno leads Sud with Beppe. */
export interface People {
  admin: Person;
  analyst: Person;
  anna: Person;
  aldo: Person;
  alma: Person;
  bruno: Person;
  beppe: Person;
}

const CAST = {
  admin: ['ADMIN', null],
  analyst: ['ANALYST', null],
  anna: ['MANAGER', 'Nord'],
  aldo: ['AGENT', 'Nord'],
  alma: ['AGENT', 'Nord'],
  bruno: ['MANAGER', 'Sud'],
  beppe: ['AGENT', 'Sud'],
} as const;

export async function createPeople(prisma: PrismaService): Promise<People> {
  // The lightest parameters: stories sign in often, and hashing is not what they are about.
  const passwordHash = await hash(PASSWORD, { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 });
  const teams = new Map<string, string>();
  for (const name of ['Nord', 'Sud']) teams.set(name, (await prisma.team.create({ data: { name } })).id);
  const people = await Promise.all(
    Object.entries(CAST).map(async ([name, [role, team]]) => {
      const email = `${name}@example.test`;
      const teamId = team ? (teams.get(team) ?? null) : null;
      const { id } = await prisma.user.create({
        data: { email, fullName: capitalised(name), role, teamId, status: 'ACTIVE', passwordHash },
      });
      return [name, { id, email, teamId, token: '' }] as const;
    }),
  );
  return Object.fromEntries(people) as unknown as People;
}

export async function signIn(
  http: ReturnType<typeof agent>,
  email: string,
  password = PASSWORD,
): Promise<string> {
  const { body, status } = await http.post('/api/v1/auth/login').send({ email, password });
  if (status !== 200) throw new Error(`${email} could not sign in: ${status} ${JSON.stringify(body)}`);
  return body.accessToken as string;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
