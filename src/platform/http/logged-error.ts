import type { SerializedError } from 'pino';

/** The arguments of a query, as the database client prints them into the message of a query that is wrong. */
const ARGUMENTS = /^\{\n.*?^\}$/gms;

/** An error for the log, without the values that were sent: they may be passwords, hashes and people's addresses. */
export function loggedError(error: SerializedError): SerializedError {
  const message = withoutArguments(error.message);
  return { ...error, message, stack: withoutArguments(error.stack) };
}

function withoutArguments(text: string): string {
  return text.replace(ARGUMENTS, '{ … }');
}
