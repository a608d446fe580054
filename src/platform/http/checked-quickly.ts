import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import { quickCheckOf } from './quick-check.js';

interface QuickClass {
  readonly fields: ReadonlySet<string>;
  readonly keepsRules: (object: object) => boolean;
}

const KNOWN = new Map<Type, QuickClass>();

/**
 * What came in as an object of its class, when that is quickly said: all its fields are known and keep their rules.
 * @returns undefined when class-validator has to look, which also finds the words for what is wrong
 */
export function checkedQuickly(metatype: Type, value: object): object | undefined {
  const { fields, keepsRules } = quickClassOf(metatype);
  // A class that states no rule is one that class-validator refuses altogether.
  if (fields.size === 0) return undefined;
  if (!Object.keys(value).every((field) => fields.has(field))) return undefined;
  const object = plainToInstance(metatype, value) as object;
  return Object.keys(object).every((field) => fields.has(field)) && keepsRules(object) ? object : undefined;
}

function quickClassOf(metatype: Type): QuickClass {
  const known = KNOWN.get(metatype);
  if (known) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(metatype, '', false, false);
  const made = {
    fields: new Set(rules.map(({ propertyName }) => propertyName)),
    keepsRules: quickCheckOf(metatype as new () => object),
  };
  KNOWN.set(metatype, made);
  return made;
}
