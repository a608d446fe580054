import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ContractRoute, Document, Schema } from './document.ts';

const PROBLEM = 'application/problem+json';
/** What any operation may answer through `default`; every other status stands at the operation itself. */
const ANYWHERE = [400, 413, 415, 429, 503];

export interface Answer {
  statusCode: number;
  headers: Record<string, string | string[] | number | undefined>;
  payload: string;
}

/** Holds answers against the document: status, content type, and the body by its schema, without a member too many. */
export class Contract {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });
  private readonly known = new Map<string, ValidateFunction>();

  constructor(document: Document) {
    addFormats.default(this.ajv);
    this.ajv.addSchema({ ...closed(document), $id: 'nexus' });
  }

  /** @returns what doesn't fit; undefined when all does */
  misfit(route: ContractRoute, { statusCode, headers, payload }: Answer): string | undefined {
    const status = String(statusCode);
    const said = status in route.responses ? status : 'default';
    if (said === 'default' && !mayGoUnsaid(statusCode, payload)) return `${status} is not documented`;
    const content = route.responses[said]?.content;
    const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
    if (!content) return payload === '' ? undefined : `${status} is documented without a body`;
    if (!(type in content)) return `${status} as ${type || 'nothing'} is not documented`;
    if (statusCode >= 400 && type !== PROBLEM) return `${status} comes as ${type}`;
    if (!type.endsWith('json')) return undefined;
    return this.shapeOf(
      `${route.pointer}/responses/${said}/content/${type.replaceAll('/', '~1')}/schema`,
      payload,
    );
  }

  private shapeOf(pointer: string, payload: string): string | undefined {
    const validate = this.known.get(pointer) ?? this.ajv.compile({ $ref: `nexus#${encodeURI(pointer)}` });
    this.known.set(pointer, validate);
    if (validate(JSON.parse(payload))) return undefined;
    return this.ajv.errorsText(validate.errors, { dataVar: '' }).slice(0, 500);
  }
}

/** A request that can't be read, is too large, of another type, one too many, or meets a database that is away. */
function mayGoUnsaid(status: number, payload: string): boolean {
  return ANYWHERE.includes(status) && !(status === 400 && payload.includes('"VALIDATION_FAILED"'));
}

/** A schema with named members allows no other one, so that a member which nobody documented is found. */
function closed<Value>(value: Value, name = ''): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => closed(one)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, closed(inner as unknown, key)]);
  const schema = Object.fromEntries(entries) as Schema;
  // Problems may carry further members (RFC 9457).
  if (schema.type === 'object' && schema.properties && name !== 'ProblemResponse')
    schema.additionalProperties ??= false;
  return schema as Value;
}
