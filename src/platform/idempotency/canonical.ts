/** Deeper bodies are refused by the input pipe; here they must only do no harm. */
const MAX_DEPTH = 100;

/** JSON in one spelling: the order in which a client writes the members of an object is not part of what it says. */
export function canonical(value: unknown, depth = 0): string {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH)
    return typeof value === 'object' ? 'null' : (JSON.stringify(value) ?? 'null');
  if (Array.isArray(value)) return `[${value.map((inner) => canonical(inner, depth + 1)).join()}]`;
  const members = Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner, depth + 1)}`);
  return `{${members.join()}}`;
}
