import { ClientResponse } from '../../dto/client.response.js';

/** A deleted client. */
export class BinEntryResponse extends ClientResponse {
  deletedAt: Date;
}
