import { describe, expect, it } from '@jest/globals';
import {
  ArrayMaxSize,
  IsEmail,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  ValidateNested,
  validateSync,
} from 'class-validator';
import fc from 'fast-check';
import { quickCheckOf } from './quick-check.js';
import { IsOmittable } from './validators.js';

class Base {
  @IsOptional()
  @IsEmail()
  @MaxLength(12)
  email?: string | null;

  @IsOmittable()
  @ArrayMaxSize(2)
  @IsString({ each: true })
  @MaxLength(3, { each: true })
  tags?: string[];
}

class Whole extends Base {
  @IsString()
  name: string;

  @IsOptional()
  @IsInt()
  @Max(9)
  days?: number;
}

class Nested {
  @ValidateNested()
  inner: Base;
}

const oddities = fc.oneof(
  fc.constantFrom(undefined, null, '', 'a@b.it', 'a@b.it, c@d.it', 7, 10, 1.5, true),
  fc.array(fc.constantFrom('a', 'long', 1, null), { maxLength: 3 }),
);

describe('the quick check of an object', () => {
  const isWhole = quickCheckOf(Whole);

  it('agrees with class-validator on whatever comes', () => {
    fc.assert(
      fc.property(
        fc.record({ email: oddities, tags: oddities, name: oddities, days: oddities }, { requiredKeys: [] }),
        (fields) => {
          const object = Object.assign(new Whole(), fields);
          expect(isWhole(object)).toBe(validateSync(object).length === 0);
        },
      ),
      { numRuns: 2000 },
    );
    expect(isWhole(Object.assign(new Whole(), { name: 'Bar', email: 'a@b.it', tags: ['a'], days: 7 }))).toBe(
      true,
    );
  });

  it('leaves a class with nested objects to class-validator', () => {
    expect(quickCheckOf(Nested)(Object.assign(new Nested(), { inner: new Base() }))).toBe(false);
  });
});
