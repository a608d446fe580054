/** One event of a stream, as the HTML standard writes them (§ 9.2, server-sent events). */
export interface ServerEvent {
  event: string;
  /** What `Last-Event-ID` brings back. */
  id?: string;
  data: object;
}

/** JSON has no line breaks of its own: one `data:` line holds all. */
export function written({ event, id, data }: ServerEvent): string {
  const lines = [
    `event: ${event}`,
    ...(id === undefined ? [] : [`id: ${id}`]),
    `data: ${JSON.stringify(data)}`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/** Keeps connections open through proxies; readers skip it. */
export function comment(text: string): string {
  return `: ${text}\n\n`;
}
