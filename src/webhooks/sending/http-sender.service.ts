import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { request as requestPlainly, type RequestOptions } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { errorCode } from '../addresses/error-code.js';
import { AddressRefused, hostOf, ReceiverAddresses } from '../addresses/receiver-addresses.service.js';
import { connectionError, type Outcome, outcomeOf } from './outcome.js';

const HEADER_BYTES = 8192;

/** Sends one event: to an address that is allowed at this moment, once, within a time, whatever the receiver does. */
@Injectable()
export class HttpSender {
  private readonly timeoutMs: number;

  constructor(
    { webhookTimeoutSeconds }: AppConfig,
    private readonly addresses: ReceiverAddresses,
  ) {
    this.timeoutMs = webhookTimeoutSeconds * 1000;
  }

  /** @param stop ends it at once */
  async post(to: string, headers: Record<string, string>, body: string, stop: AbortSignal): Promise<Outcome> {
    const timeout = AbortSignal.timeout(this.timeoutMs);
    const signal = AbortSignal.any([timeout, stop]);
    const url = new URL(to);
    try {
      const addresses = await Promise.race([this.addresses.addressesOf(url), aborted(signal)]);
      const exchange = this.exchange(url, addresses, headers, body, signal);
      return await Promise.race([exchange, aborted(signal)]);
    } catch (error) {
      if (error instanceof AddressRefused)
        return { status: null, error: error.code === 'HOST_UNKNOWN' ? 'HOST_UNKNOWN' : 'ADDRESS_REFUSED' };
      if (stop.aborted) return { status: null, error: 'INTERRUPTED' };
      if (timeout.aborted) return { status: null, error: 'TIMEOUT' };
      const code = errorCode(error);
      if (code === undefined) throw error;
      return { status: null, error: connectionError(code) };
    }
  }

  private exchange(
    url: URL,
    addresses: LookupAddress[],
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
    const options: RequestOptions = {
      ...{ method: 'POST', host: hostOf(url), port: url.port, path: url.pathname + url.search },
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection for each: none is ever used again for a name that leads elsewhere by then.
      ...{ agent: false, maxHeaderSize: HEADER_BYTES, signal },
      lookup: pinnedTo(addresses),
    };
    const send = url.protocol === 'https:' ? requestSecurely : requestPlainly;
    const request = send(options, (response) => {
      resolve(outcomeOf(response.statusCode ?? 0, response.headers['retry-after']));
      // The status has said it all: of the body, which may have no end, nothing is read.
      response.destroy();
    });
    // 101 is not asked for; its connection belongs to nobody and would stay open.
    request.on('upgrade', ({ statusCode = 101 }, socket) => {
      resolve(outcomeOf(statusCode, undefined));
      socket.destroy();
    });
    request.on('error', reject);
    // Comes last and always: whatever ended it without a word of its own is no answer.
    request.on('close', () => resolve({ status: null, error: 'CONNECTION_FAILED' }));
    request.end(body);
    return promise;
  }
}

/** Ends the wait for what may have no end of its own: the resolver, a receiver. */
async function aborted(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  signal.throwIfAborted();
  throw new Error('An aborted signal has a reason.');
}

/** The resolver of one connection: it knows only the addresses that were found to be allowed. */
function pinnedTo(addresses: LookupAddress[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, addresses);
    else done(null, first?.address ?? '', first?.family);
  };
}
