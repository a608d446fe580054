import { BlockList, isIP } from 'node:net';

/** IPv4 that is not the public internet (IANA special-purpose registry), and Azure’s metadata service, which pretends to be. */
const REFUSED_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.31.196.0', 24],
  ['192.52.193.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['192.175.48.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;

/** All IPv6 that is given out lies here: loopback, link-local, unique-local, mapped IPv4 and NAT64 lie outside. */
const GIVEN_OUT_6 = ['2000::', 3] as const;
/** What inside of it is no host of the internet, or leads to an IPv4 address: Teredo and the like, 6to4, documentation. */
const REFUSED_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['2620:4f:8000::', 48],
  ['3fff::', 20],
] as const;

const refused = new BlockList();
for (const [net, bits] of REFUSED_4) refused.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of REFUSED_6) refused.addSubnet(net, bits, 'ipv6');
const givenOut = new BlockList();
givenOut.addSubnet(...GIVEN_OUT_6, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');

/** Whether an address is a host of the public internet; what is no address is none. */
export function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !refused.check(address, 'ipv4');
    case 6:
      return givenOut.check(address, 'ipv6') && !refused.check(address, 'ipv6');
    default:
      return false;
  }
}

/** Whether an address is this very machine. */
export function isLoopback(address: string): boolean {
  const family = isIP(address);
  // A mapped IPv4 address is none: nobody needs that spelling.
  if (family === 6) return address === '::1';
  return family === 4 && loopback.check(address, 'ipv4');
}
