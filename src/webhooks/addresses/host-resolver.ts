import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';

/** Which addresses a host has at this moment, of both families. */
@Injectable()
export class HostResolver {
  /** @throws Error with a code of the resolver's when there is no such host, or nobody knows */
  resolve(host: string): Promise<LookupAddress[]> {
    const family = isIP(host);
    return family === 0 ? lookup(host, { all: true }) : Promise.resolve([{ address: host, family }]);
  }
}
