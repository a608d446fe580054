import { ContactResponse } from './contact.response.js';

/** A contact among those of all clients. */
export class FoundContactResponse extends ContactResponse {
  clientName: string;
}
