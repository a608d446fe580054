import { isIPv6 } from 'node:net';

const GROUPS = 8;
const GROUPS_OF_A_SUBSCRIBER = 4;
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * What a limit counts as one address. Of IPv6 this is the /64 network: a single line has all of it, and could come from
 * another address with each request.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  // A URL writes each address in one way, whatever way it was given; a zone is the name of an interface of ours.
  const plain = new URL(`http://[${address.split('%', 1)[0]}]`).hostname.slice(1, -1);
  const [left = [], right = []] = plain.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array<string>(GROUPS - left.length - right.length).fill('0');
  return `${[...left, ...zeros, ...right].slice(0, GROUPS_OF_A_SUBSCRIBER).join(':')}::/64`;
}
