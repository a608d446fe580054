/** What the container starts Node with. */
export function flagsOfTheImage(): string[];
