import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** A letter as it came over the wire. */
export interface ReceivedMail {
  to: string[];
  /** Headers and bodies, with quoted-printable undone. */
  source: string;
  subject: string;
  /** The secret in the link's fragment. */
  token: string | undefined;
}

/** How the server answers a letter: takes it after so many milliseconds, or refuses it with this code. */
export type Reply = { afterMs: number } | { code: number };

/** A mail server that speaks SMTP for real, and misbehaves when a story asks it to. */
export interface MailServer {
  url: string;
  letters: ReceivedMail[];
  /** Letters that came to the door, refused ones included. */
  readonly tries: number;
  /** What the next letters are answered, in order; then they are taken at once. */
  replies: Reply[];
  /** The newest letter to an address, once more than `earlier` have come. */
  letterTo: (address: string, earlier?: number) => Promise<ReceivedMail>;
  /** The same among those with a link. */
  linkTo: (address: string, earlier?: number) => Promise<ReceivedMail>;
  close: () => Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const letters: ReceivedMail[] = [];
  const replies: Reply[] = [];
  let tries = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData: (stream, session, done) => {
      tries += 1;
      const reply = replies.shift() ?? { afterMs: 0 };
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if ('code' in reply) {
          done(Object.assign(new Error('not now'), { responseCode: reply.code }));
          return;
        }
        const raw = Buffer.concat(chunks).toString('utf8');
        const source = readable(raw);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        setTimeout(() => {
          letters.push({ to, source, subject: subjectOf(raw), token: /#token=([\w-]+)/.exec(source)?.[1] });
          done();
        }, reply.afterMs);
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    replies,
    get tries() {
      return tries;
    },
    letterTo: (address, earlier = 0) =>
      awaited(() => letters.filter(({ to }) => to.includes(address)), earlier),
    linkTo: (address, earlier = 0) =>
      awaited(() => letters.filter(({ to, token }) => token && to.includes(address)), earlier),
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function awaited(find: () => ReceivedMail[], earlier: number): Promise<ReceivedMail> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = find();
    const newest = found.at(-1);
    if (newest && found.length > earlier) return newest;
    await wait(25);
  }
  throw new Error('no such letter came');
}

function readable(source: string): string {
  const bytes = source
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Encoded words (RFC 2047) undone. */
function subjectOf(source: string): string {
  const [, folded = ''] = /^Subject: ((?:.|\r?\n[ \t])*)$/m.exec(source) ?? [];
  return folded
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, base64: string) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    )
    .replace(/=\?UTF-8\?Q\?([^?]*)\?=/gi, (_, quoted: string) => readable(quoted.replaceAll('_', ' ')));
}
