import { ClientKind, ClientLifecycle, PointOfSaleType } from '../../../platform/prisma/generated/enums.js';
import { choiceOf } from '../cells/choice.js';
import { parseCountry } from '../cells/country.js';
import { parseDate } from '../cells/date.js';
import { parseList, parseNumber, parseText } from '../cells/plain.js';
import type { ImportField } from '../rows/import-field.js';

const text = (...names: string[]): ImportField => ({ read: parseText, names });

/** What a file may say of a client, and what its columns may be called. */
export const CLIENT_FIELDS = {
  name: { ...text('ragione sociale', 'denominazione', 'nome cliente', 'cliente', 'nome', 'azienda', 'intestazione', 'company', 'company name', 'account', 'account name', 'business name', 'client'), required: true },
  externalId: text('codice cliente', 'cod cliente', 'codice', 'id cliente', 'customer code', 'customer id', 'client id', 'external id', 'id esterno', 'id'),
  kind: { read: choiceOf({ [ClientKind.COMPANY]: ['azienda', 'società', 'ditta', 'impresa'], [ClientKind.PERSON]: ['persona', 'privato', 'persona fisica'] }), names: ['tipo cliente', 'natura', 'tipologia cliente'] },
  lifecycle: {
    read: choiceOf({
      [ClientLifecycle.LEAD]: ['contatto', 'nuovo'],
      [ClientLifecycle.PROSPECT]: ['potenziale', 'trattativa'],
      [ClientLifecycle.CUSTOMER]: ['cliente', 'attivo', 'client', 'active'],
      [ClientLifecycle.DORMANT]: ['dormiente', 'inattivo', 'inactive'],
      [ClientLifecycle.LOST]: ['perso', 'cessato', 'ex cliente'],
    }),
    names: ['stato', 'stato cliente', 'fase', 'status', 'stage'],
  },
  source: text('fonte', 'provenienza', 'origine', 'lead source', 'origin'),
  vatNumber: text('partita iva', 'p iva', 'piva', 'p. iva', 'p.iva cliente', 'vat', 'vat id', 'vat no', 'vat code'),
  taxCode: text('codice fiscale', 'cod fiscale', 'cod fisc', 'c fiscale', 'cf', 'fiscal code', 'tax id'),
  sdiCode: text('codice destinatario', 'codice sdi', 'cod destinatario', 'codice univoco', 'sdi', 'recipient code'),
  pecEmail: text('pec', 'indirizzo pec', 'email pec', 'mail pec', 'posta certificata', 'certified email'),
  email: text('e-mail', 'mail', 'posta elettronica', 'indirizzo email', 'email address'),
  phone: text('telefono', 'tel', 'numero di telefono', 'cellulare', 'cell', 'recapito', 'telephone', 'phone number', 'mobile'),
  website: text('sito', 'sito web', 'sito internet', 'web', 'url', 'homepage'),
  street: text('indirizzo', 'via', 'indirizzo sede', 'sede', 'address', 'street address', 'address line 1'),
  city: text('città', 'comune', 'località', 'citta', 'town'),
  province: text('provincia', 'prov', 'pr', 'sigla provincia', 'county', 'state'),
  postalCode: text('cap', 'codice postale', 'c.a.p.', 'zip', 'zip code', 'postcode', 'post code'),
  country: { read: parseCountry, names: ['nazione', 'paese', 'stato estero', 'country code', 'nation'] },
  latitude: { read: parseNumber, names: ['latitudine', 'lat'] },
  longitude: { read: parseNumber, names: ['longitudine', 'long', 'lng', 'lon'] },
  pointOfSaleType: {
    read: choiceOf({
      [PointOfSaleType.VAPE_SHOP]: ['negozio di svapo', 'svapo', 'sigarette elettroniche', 'vape'],
      [PointOfSaleType.TABACCHERIA]: ['tabacchi', 'tabaccaio', 'rivendita tabacchi', 'tobacconist'],
      [PointOfSaleType.FARMACIA]: ['farmacie', 'pharmacy'],
      [PointOfSaleType.PARAFARMACIA]: ['parafarmacie', 'drugstore'],
      [PointOfSaleType.OTHER]: ['altro'],
    }),
    names: ['tipo punto vendita', 'punto vendita', 'tipologia punto vendita', 'canale', 'tipologia', 'shop type', 'channel'],
  },
  admAuthorizationNumber: text('autorizzazione adm', 'numero autorizzazione adm', 'numero autorizzazione', 'autorizzazione aams', 'adm authorization'),
  admExpiresOn: { read: parseDate, names: ['scadenza autorizzazione', 'scadenza adm', 'scadenza autorizzazione adm', 'adm expiry'] },
  visitIntervalDays: { read: parseNumber, names: ['frequenza visite', 'giorni tra visite', 'cadenza', 'cadenza visite', 'intervallo visite', 'visit interval'] },
  tags: { read: parseList, names: ['etichette', 'tag', 'categorie', 'settore', 'labels', 'sector', 'industry'] },
  notes: text('note', 'annotazioni', 'osservazioni', 'commenti', 'comments', 'remarks'),
  owner: text('agente', 'venditore', 'commerciale', 'assegnato a', 'responsabile', 'proprietario', 'sales agent', 'agent', 'account owner', 'sales rep', 'salesperson', 'assigned to'),
} as const satisfies Record<string, ImportField>;
