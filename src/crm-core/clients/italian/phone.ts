import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * Reads a telephone number as people write it.
 * @param country where a number without an international prefix belongs, ISO 3166-1 alpha-2
 * @returns E.164; the leading 0 of an Italian landline stays: `02 1234567` is `+39021234567`
 */
export function readPhone(text: string, country: string): string | undefined {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(text, { defaultCountry: home, extract: false });
  return number?.isValid() && !number.ext ? number.number : undefined;
}
