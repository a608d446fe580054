import { describe, expect, it } from '@jest/globals';
import { isLoopback, isPublic } from './public-addresses.js';

describe('an address on the public internet', () => {
  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '172.15.255.255',
    '172.32.0.0',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00::1',
  ])('is %s', (address) => expect(isPublic(address)).toBe(true));

  it.each([
    ['this host', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT, where Alibaba has its metadata', '100.100.100.200'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local, where clouds have their metadata', '169.254.169.254'],
    ['the metadata of Azure', '168.63.129.16'],
    ['the metadata of Oracle', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.7'],
    ['benchmarking', '198.19.0.1'],
    ['6to4 relays', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.250'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped IPv4', '::ffff:127.0.0.1'],
    ['mapped IPv4 in hex', '::ffff:7f00:1'],
    ['mapped IPv4, though public', '::ffff:1.1.1.1'],
    ['IPv4 in its former spelling', '::127.0.0.1'],
    ['translated IPv4', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['local NAT64', '64:ff9b:1::7f00:1'],
    ['6to4 of 127.0.0.1', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['ORCHID', '2001:20::1'],
    ['unique-local', 'fc00::1'],
    ['unique-local, where AWS has its metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with its zone', 'fe80::1%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['discard-only', '100::1'],
    ['segment routing', '5f00::1'],
    ['no address', 'localhost'],
    ['decimal', '2130706433'],
    ['short', '127.1'],
    ['nothing', ''],
  ])('is not %s: %s', (_, address) => expect(isPublic(address)).toBe(false));

  it('is none of this machine', () => {
    expect(['127.0.0.1', '127.8.9.10', '::1'].map(isLoopback)).toEqual([true, true, true]);
    expect(['128.0.0.1', '::ffff:127.0.0.1', 'localhost', '::'].map(isLoopback)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
