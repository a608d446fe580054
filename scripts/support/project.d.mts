/** A path inside the project, made absolute. */
export function inProject(...parts: string[]): string;
/** What starts the application. */
export const SERVER: string;
