import { getMetadataStorage } from 'class-validator';

type Check = (object: object) => boolean;

/** Kinds of class-validator's metadata that are understood here. */
const CONDITION = 'conditionalValidation';
const CONSTRAINT = 'customValidation';

/**
 * Whether an object keeps all the rules that the decorators of its class state, read from them once instead of at
 * every call: about ten times as fast as `validateSync`, for the many rows of a file. Why an object fails is
 * `validateSync`'s to say; a class with rules of a kind that is not understood here always fails.
 */
export function quickCheckOf<Checked extends object>(
  target: new () => Checked,
): (object: Checked) => boolean {
  const storage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(target, '', false, false);
  if (
    all.some(
      ({ type, validateIf }) => (type !== CONDITION && type !== CONSTRAINT) || validateIf !== undefined,
    )
  )
    return () => false;
  const checks = Object.entries(storage.groupByPropertyName(all)).map(([property, rules]): Check => {
    const conditions = rules.filter(({ type }) => type === CONDITION);
    const constraints = rules
      .filter(({ type }) => type === CONSTRAINT)
      .flatMap((rule) =>
        storage.getTargetValidatorConstraints(rule.constraintCls).map(({ instance }) => ({ rule, instance })),
      );
    return (object) => {
      const value = (object as Record<string, unknown>)[property];
      for (const {
        constraints: [applies],
      } of conditions)
        if (!(applies as ConditionOf)(object, value)) return true;
      for (const { rule, instance } of constraints) {
        const about = {
          targetName: target.name,
          property,
          object,
          value,
          constraints: rule.constraints as unknown[],
        };
        const holds = (one: unknown): boolean => instance.validate(one, about) === true;
        if (!(rule.each && Array.isArray(value) ? value.every(holds) : holds(value))) return false;
      }
      return true;
    };
  });
  return (object) => checks.every((check) => check(object));
}

type ConditionOf = (object: object, value: unknown) => boolean;
