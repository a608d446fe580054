import { MISSING, type Target, type World } from '../access/world.ts';
import { asJson } from '../support/odd-values.ts';
import { edited, type OddRequest } from '../support/odd-requests.ts';
import { type Person, signIn } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { Answer } from './contract.ts';
import type { ContractRoute } from './document.ts';

export interface Sent {
  answer: Answer;
  /** What was sent, for a message. */
  request: string;
}

/** Turns a generated request into a real one: ids of records that exist, tokens that live. */
export class RequestSender {
  private sent = 0;

  constructor(
    private readonly story: Story,
    private readonly world: World,
  ) {}

  /** Some requests may have ended a session of the cast, or changed what somebody may do. */
  async signInAgain(): Promise<void> {
    const { admin, anna, aldo, analyst } = this.story.people;
    for (const person of [admin, anna, aldo, analyst]) {
      const { status } = await this.story.as(person).get('/auth/me');
      if (status !== 200) person.token = await signIn(this.story.outside, person.email);
    }
  }

  async send(route: ContractRoute, odd: OddRequest): Promise<Sent> {
    const caller = odd.caller === 'nobody' ? undefined : await this.callerFor(route, odd.caller);
    const owner = caller ?? this.story.people.aldo;
    const url = await this.urlOf(route, odd, owner);
    const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
    const payload = hasBody ? await this.bodyOf(route, odd, owner) : undefined;
    this.sent += 1;
    const headers = {
      // Each from an address of its own: limits by address are not what this is about.
      'x-forwarded-for': `10.${(this.sent >> 16) & 255}.${(this.sent >> 8) & 255}.${this.sent & 255}`,
      ...(caller && { authorization: `Bearer ${caller.token}` }),
      ...(payload !== undefined && typeOf(odd)),
      ...(odd.ifMatch !== undefined && { 'if-match': odd.ifMatch }),
    };
    const { method } = route;
    const answer = await this.story.app.inject({ method, url, headers, payload });
    const said = { ...headers, authorization: odd.caller };
    return { answer, request: `${method} ${url} ${JSON.stringify(said)} ${payload?.slice(0, 3000) ?? ''}` };
  }

  /** What ends sessions or changes users is called by somebody made for it. */
  private async callerFor(
    { method, line }: ContractRoute,
    name: Exclude<OddRequest['caller'], 'nobody'>,
  ): Promise<Person> {
    const person = this.story.people[name];
    if (method === 'GET' || !(line?.access === 'signed-in' || line?.target === 'user')) return person;
    const email = `${crypto.randomUUID()}@example.test`;
    const { role, teamId, passwordHash } = await this.story.prisma.user.findUniqueOrThrow({
      where: { id: person.id },
    });
    const { id } = await this.story.prisma.user.create({
      data: { ...{ email, role, teamId, passwordHash }, fullName: 'Passing', status: 'ACTIVE' },
    });
    return { id, email, teamId, token: await signIn(this.story.outside, email) };
  }

  private async urlOf(
    { method, path, line }: ContractRoute,
    odd: OddRequest,
    owner: Person,
  ): Promise<string> {
    const whose = odd.id === 'foreign' ? this.story.people.beppe : owner;
    const record = async (target: Target): Promise<string> =>
      method === 'GET' ? this.world.of(whose, target) : this.world.another(whose, target);
    const id = ['own', 'foreign'].includes(odd.id)
      ? line?.target
        ? await record(line.target)
        : MISSING
      : encodeURIComponent(odd.id);
    const query = await this.withIds(
      [
        ...(line?.query ? [line.query] : []),
        ...odd.query.map(
          ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`,
        ),
      ].join('&'),
      owner,
      '%24',
    );
    return path.replaceAll(/\{[^}]+\}/g, id) + (query && `?${query}`);
  }

  private async bodyOf({ line }: ContractRoute, { body }: OddRequest, owner: Person): Promise<string> {
    if ('form' in body) return this.withIds(asForm(body.form), owner);
    if ('text' in body) return this.withIds(body.text, owner);
    const parts = {
      callerId: owner.id,
      clientId: await this.world.of(owner, 'client'),
      stageId: this.world.stageId,
    };
    return this.withIds(asJson(edited(line?.body?.(parts) ?? {}, body.edits)), owner);
  }

  /** `$client` and its like become ids of records of the caller's own. */
  private async withIds(text: string, owner: Person, sign = '$'): Promise<string> {
    let result = text;
    for (const target of [
      'client',
      'contact',
      'opportunity',
      'visit',
      'route',
      'import',
      'pipeline',
      'stage',
      'user',
      'team',
      'customField',
    ] as const)
      if (result.includes(sign + target))
        result = result.replaceAll(
          sign + target,
          target === 'user' ? owner.id : await this.world.of(owner, target),
        );
    return result;
  }
}

const BOUNDARY = 'between-parts';

function typeOf({ body, contentType }: OddRequest): { 'content-type'?: string } {
  if ('form' in body) return { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
  return contentType === '' ? {} : { 'content-type': contentType };
}

function asForm(fields: [name: string, value: string][]): string {
  const parts = fields.map(([name, value]) => {
    const file = name === 'file' ? '; filename="a.csv"\r\nContent-Type: text/csv' : '';
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
  });
  return `${parts.join('')}--${BOUNDARY}--\r\n`;
}
