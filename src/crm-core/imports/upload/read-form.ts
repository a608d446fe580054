import { DomainError } from '../../../platform/errors/index.js';
import { InputPipe } from '../../../platform/http/index.js';
import { CreateImportDto } from '../dto/create-import.dto.js';

const JSON_FIELDS = ['mapping', 'defaults'];
const PIPE = new InputPipe();

/** The text parts of the form, held against {@link CreateImportDto}. @throws DomainError VALIDATION_FAILED (400) */
export async function readForm(form: Readonly<Record<string, string>>): Promise<CreateImportDto> {
  const body = Object.fromEntries(
    Object.entries(form)
      .filter(([name, text]) => text !== '' || name === 'type')
      .map(([name, text]) => [name, JSON_FIELDS.includes(name) ? parsed(name, text) : text]),
  );
  return (await PIPE.transform(body, { type: 'body', metatype: CreateImportDto })) as CreateImportDto;
}

function parsed(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw DomainError.field(
      `/${name}`,
      'IS_JSON',
      `${name} must be a JSON object such as {"name": "Ragione sociale"}`,
    );
  }
}
