/** A path inside the project, made absolute. */
export function inProject(...parts: string[]): string;
