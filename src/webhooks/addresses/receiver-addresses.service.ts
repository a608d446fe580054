import type { LookupAddress } from 'node:dns';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { DomainError } from '../../platform/errors/index.js';
import { errorCode } from './error-code.js';
import { HostResolver } from './host-resolver.js';
import { isLoopback, isPublic } from './public-addresses.js';

const FIRST_FREE_PORT = 1024;
const HTTPS_ONLY =
  'Events are sent to https:// addresses only. For trying them out, WEBHOOK_ALLOW_LOOPBACK lets them go to this very machine.';

/** Why an address is no receiver. */
export class AddressRefused extends Error {
  constructor(
    readonly code: 'URL_INVALID' | 'URL_NOT_HTTPS' | 'URL_PORT' | 'ADDRESS_REFUSED' | 'HOST_UNKNOWN',
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/**
 * Where events may be sent: hosts of the public internet, over TLS. The rule is asked when a webhook is written and again
 * at each sending, and what was found to be allowed is what is connected to.
 */
@Injectable()
export class ReceiverAddresses {
  private readonly allowsLoopback: boolean;

  constructor(
    { webhookAllowLoopback }: AppConfig,
    private readonly resolver: HostResolver,
  ) {
    this.allowsLoopback = webhookAllowLoopback;
  }

  /**
   * @returns the address as it is kept: one spelling for each, figures and names in plain letters
   * @throws DomainError VALIDATION_FAILED (400)
   */
  async assertAllowed(text: string): Promise<string> {
    try {
      if (!URL.canParse(text))
        throw new AddressRefused('URL_INVALID', 'This is no address that can be called.');
      const url = new URL(text);
      await this.addressesOf(url);
      return url.href;
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      throw DomainError.field('/url', error.code, error.detail);
    }
  }

  /**
   * The addresses to connect to. All that the name has must be allowed: which of them is taken is not ours to say.
   * @throws AddressRefused
   */
  async addressesOf(url: URL): Promise<LookupAddress[]> {
    this.assertForm(url);
    const addresses = await this.resolve(hostOf(url));
    const areHere = addresses.every(({ address }) => isLoopback(address));
    if (this.allowsLoopback && areHere && addresses.length > 0) return addresses;
    if (addresses.length === 0 || !addresses.every(({ address }) => isPublic(address)))
      throw new AddressRefused('ADDRESS_REFUSED', 'This address is not one of the public internet.');
    if (url.protocol !== 'https:') throw new AddressRefused('URL_NOT_HTTPS', HTTPS_ONLY);
    return addresses;
  }

  private assertForm({ protocol, username, password, port, hash }: URL): void {
    if (protocol !== 'https:' && !(protocol === 'http:' && this.allowsLoopback))
      throw new AddressRefused('URL_NOT_HTTPS', HTTPS_ONLY);
    if (username || password || hash)
      throw new AddressRefused('URL_INVALID', 'The address has no user, password or fragment.');
    if (port !== '' && Number(port) < FIRST_FREE_PORT)
      throw new AddressRefused('URL_PORT', 'The port is 443, or one from 1024 on.');
  }

  private async resolve(host: string): Promise<LookupAddress[]> {
    try {
      return await this.resolver.resolve(host);
    } catch (error) {
      // Whether the name is wrong or the resolver away is not told apart.
      if (errorCode(error) === undefined) throw error;
      throw new AddressRefused('HOST_UNKNOWN', 'There is no host of this name.');
    }
  }
}

/** `[::1]` → `::1`. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '');
}
