import type { Contact } from '../../platform/prisma/generated/client.js';
import type { CustomValues } from '../custom-fields/domain/custom-field.js';
import type { ContactResponse } from './dto/contact.response.js';

/** The public face of a contact. */
export function toContactResponse(
  contact: Contact,
  { primaryContactId }: { primaryContactId: string | null },
): ContactResponse {
  const {
    id,
    clientId,
    fullName,
    role,
    email,
    phone,
    marketingConsent,
    custom,
    version,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
  } = contact;
  return {
    id,
    clientId,
    fullName,
    role,
    email,
    phone,
    marketingConsent,
    primary: id === primaryContactId,
    custom: custom as CustomValues,
    version,
    createdAt,
    createdById,
    updatedAt,
    updatedById,
  };
}
