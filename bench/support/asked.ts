import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Problem } from '../../scripts/support/problem.mjs';

/**
 * What was asked for on the command line. Where that is nothing known, one line says so and the process ends with exit code 2: what is
 * mistyped would otherwise measure something else, or nothing, and find nothing wrong.
 */
export function asked<Config extends ParseArgsConfig, Asked>(
  config: Config,
  read: (given: ReturnType<typeof parseArgs<Config>>) => Asked,
): Asked {
  try {
    return read(parseArgs(config));
  } catch (error) {
    if (!(error instanceof Problem || isMistyped(error))) throw error;
    console.error(`✗ ${error.message.replace(/\.(\n| To specify a positional argument).*/s, '')}`);
    process.exit(2);
  }
}

function isMistyped(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS');
}

/** @throws Problem where it is no number above 0, or one above `atMost` */
export function numberFrom(name: string, text: string, atMost = Infinity): number {
  const number = Number(text);
  if (number > 0 && number <= atMost) return number;
  throw new Problem(
    `${name} is a number above 0${atMost < Infinity ? `, ${atMost} at most` : ''}; “${text}” is none`,
  );
}

/** @throws Problem where it is none of those known */
export function oneOf(name: string, text: string, known: readonly string[]): string {
  if (known.includes(text)) return text;
  throw new Problem(`${name} “${text}” is not known; these are: ${known.join(', ')}`);
}
