/** One word of a person's, as the ledger keeps it. */
export interface ConsentWord<Channel extends string, Purpose extends string> {
  channel: Channel | 'ANY';
  purpose: Purpose;
  given: boolean;
  at: Date;
}

export interface CurrentConsent<Channel extends string, Purpose extends string> {
  channel: Channel;
  purpose: Purpose;
  given: boolean;
  /** When the word that holds was said; null: nothing was ever said, which is a no. */
  since: Date | null;
}

/**
 * What holds now for each purpose and channel: the last word on that channel, or on every channel (`ANY`).
 * @param words oldest first
 */
export function currentConsents<Channel extends string, Purpose extends string>(
  words: readonly ConsentWord<Channel, Purpose>[],
  purposes: readonly Purpose[],
  channels: readonly Channel[],
): CurrentConsent<Channel, Purpose>[] {
  return purposes.flatMap((purpose) =>
    channels.map((channel) => {
      const last = words.findLast(
        (word) => word.purpose === purpose && (word.channel === channel || word.channel === 'ANY'),
      );
      return { purpose, channel, given: last?.given ?? false, since: last?.at ?? null };
    }),
  );
}
