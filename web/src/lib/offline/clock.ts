/** A telephone's clock that is right within a minute is left alone. */
const RIGHT_MS = 60_000;

/** How much the server's clock is ahead of this one, as it was seen last. */
let ahead = 0;
let latest = 0;

/** @param serverSaid when the server computed an answer that has just arrived */
export function setByServer(serverSaid: string): void {
  setAhead(Date.parse(serverSaid) - Date.now());
}

/** The same, remembered from an earlier opening of the page. */
export function setAhead(milliseconds: number): void {
  const wrong = Math.abs(milliseconds) > RIGHT_MS ? milliseconds : 0;
  if (Math.abs(wrong - ahead) > RIGHT_MS) ahead = wrong;
}

export function aheadBy(): number {
  return ahead;
}

/** The moment of a tap; of two taps the second is always the later one. */
export function tapped(): string {
  latest = Math.max(Date.now() + ahead, latest + 1);
  return new Date(latest).toISOString();
}
