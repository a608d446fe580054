import { Prisma } from '../../platform/prisma/generated/client.js';
import type { Tx } from '../../platform/prisma/prisma.service.js';
import {
  bandOf,
  bucketAt,
  bucketOfSeconds,
  firstBucket,
  medianOfBuckets,
  middleOf,
  secondsOfBucket,
  SLOTS,
} from '../duration-scale.js';
import { fewestSpans, type Period } from './arithmetic/period.js';
import type { Measure } from './duration-measures.queries.js';
import { durationSumsOf } from './duration-sums.queries.js';
import type { Reach } from './reach.js';

const { sql, join } = Prisma;
type Days = Pick<Period, 'from' | 'to'>;

/**
 * Seconds in the middle of what was counted in a period, within the error of the scale, by subject. First the bands are
 * read, and then the buckets of those alone in which a middle lies.
 */
export async function readCountedMedians(
  tx: Tx,
  measure: Measure,
  reach: Reach,
  period: Days,
): Promise<Map<string, number>> {
  const bands = Map.groupBy(await readBands(tx, measure, reach, period), ({ subject }) => subject);
  const middles = [...bands].flatMap(([subject, counts]) =>
    middleOf(counts).map(({ bucket }) => ({ subject, band: bucket })),
  );
  const buckets = Map.groupBy(
    await readBuckets(tx, measure, reach, period, middles),
    ({ subject }) => subject,
  );
  return new Map(
    [...bands].flatMap(([subject, counts]) => {
      const middle = new Set(middles.flatMap((one) => (one.subject === subject ? [one.band] : [])));
      const others = counts.flatMap(({ bucket, count }) =>
        middle.has(bucket) ? [] : [{ bucket: firstBucket(bucket), count }],
      );
      const all = [...others, ...(buckets.get(subject) ?? [])].sort((a, b) => a.bucket - b.bucket);
      const median = medianOfBuckets(all, secondsOfBucket);
      return median === null ? [] : [[subject, median] as const];
    }),
  );
}

interface Counted {
  subject: string;
  /** Or band. */
  bucket: number;
  count: bigint;
}

function readBands(tx: Tx, measure: Measure, reach: Reach, period: Days): Promise<Counted[]> {
  const { subject, factSubject, seconds } = measure;
  return tx.$queryRaw`
    SELECT subject, bucket, sum(count)::bigint AS count FROM (${union(measure, reach, period, {
      kept: (rows) =>
        sql`SELECT ${subject} AS subject, d.band AS bucket, sum(d.count) AS count FROM ${rows} GROUP BY 1, 2`,
      facts: (rows) =>
        sql`SELECT ${factSubject} AS subject, ${bandOf(bucketOfSeconds(seconds))} AS bucket, count(*) AS count FROM ${rows} GROUP BY 1, 2`,
    })}) counted
    GROUP BY 1, 2 HAVING sum(count) <> 0 ORDER BY 1, 2`;
}

async function readBuckets(
  tx: Tx,
  measure: Measure,
  reach: Reach,
  period: Days,
  middles: readonly { subject: string; band: number }[],
): Promise<Counted[]> {
  if (middles.length === 0) return [];
  const { subject, factSubject, seconds } = measure;
  const sums = join(SLOTS.map((slot) => sql`sum(d.counts[${slot + 1}::int])`));
  const middle = sql`(SELECT * FROM unnest(${middles.map((one) => one.subject)}::uuid[], ${middles.map(({ band }) => band)}::int[]))`;
  const bucket = bucketOfSeconds(seconds);
  return tx.$queryRaw`
    SELECT subject, bucket, sum(count)::bigint AS count FROM (${union(measure, reach, period, {
      kept: (rows) => sql`
        SELECT band.subject, ${bucketAt(sql`band.band`, sql`slots.slot::int - 1`)} AS bucket, slots.count
        FROM (
          SELECT ${subject} AS subject, d.band, ARRAY[${sums}] AS counts FROM ${rows} AND (${subject}, d.band) IN ${middle} GROUP BY 1, 2
        ) band CROSS JOIN LATERAL unnest(band.counts) WITH ORDINALITY AS slots (count, slot)`,
      facts: (rows) =>
        sql`SELECT ${factSubject} AS subject, ${bucket} AS bucket, count(*) AS count FROM ${rows} AND (${factSubject}, ${bandOf(bucket)}) IN ${middle} GROUP BY 1, 2`,
    })}) counted
    GROUP BY 1, 2 HAVING sum(count) <> 0 ORDER BY 1, 2`;
}

interface Ways {
  kept: (rows: Prisma.Sql) => Prisma.Sql;
  facts: (rows: Prisma.Sql) => Prisma.Sql;
}

/** The company's days are kept; somebody's are few enough to be counted from the facts. */
function union({ name, kept, facts }: Measure, reach: Reach, period: Days, ways: Ways): Prisma.Sql {
  const isCompany = reach.isEverybody();
  const parts = fewestSpans(period, ['YEAR', 'MONTH']).map(({ grain, from, to, isOff }) => {
    const counted =
      grain === 'DAY' && !isCompany
        ? ways.facts(facts(reach, { from, to }))
        : ways.kept(
            sql`${durationSumsOf(reach, { measure: name, grain, days: { from, to } })} d WHERE ${kept(reach)}`,
          );
    return isOff ? sql`SELECT subject, bucket, -count FROM (${counted}) off` : counted;
  });
  return join(parts, ' UNION ALL ');
}
