/** @returns the port, or null when it is taken; 0 asks for any */
export function tryPort(port: number, host?: string): Promise<number | null>;
