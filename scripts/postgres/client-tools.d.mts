export function clientTools(major: number): Promise<string>;
