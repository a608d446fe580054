import type { Story } from '../support/story.ts';

/**
 * Many clients of every class and of some intervals of their own, with ten visits each over two years: some never
 * visited, some with a visit ahead, some whose planned visit nobody made.
 * @returns how many orders the due list merges
 */
export async function manyClientsWithVisits(
  { prisma }: Story,
  count: number,
  owners: readonly string[],
): Promise<number> {
  await prisma.$executeRaw`
    INSERT INTO clients (name, city, owner_id, created_at, point_of_sale_type, visit_interval_days, lifecycle, deleted_at)
    SELECT 'Svapo ' || i, 'Milano', (${[...owners]}::uuid[])[1 + i % ${owners.length}], '2024-01-01'::timestamptz + i * 7919 % 800 * interval '1 day',
      (ARRAY['VAPE_SHOP', 'TABACCHERIA', 'FARMACIA', 'PARAFARMACIA', 'OTHER', NULL]::"PointOfSaleType"[])[1 + i / 3 % 6],
      CASE WHEN i % 5 = 0 THEN (ARRAY[14, 28, 90])[1 + i / 5 % 3] END,
      CASE WHEN i % 20 = 7 THEN 'LOST' ELSE 'CUSTOMER' END::"ClientLifecycle", CASE WHEN i % 20 = 9 THEN now() END
    FROM generate_series(1, ${count}::int) i`;
  await prisma.$transaction(
    async (tx) => {
      // The triggers would look at each of these visits by itself; a migration's one pass is what is wanted here.
      await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      await tx.$executeRaw`
        INSERT INTO visits (client_id, agent_id, scheduled_at, ends_at, status)
        SELECT c.id, c.owner_id, v.at, v.at + interval '30 minutes', CASE WHEN n < 10 THEN 'COMPLETED' ELSE 'PLANNED' END::"VisitStatus"
        FROM (SELECT *, row_number() OVER (ORDER BY id) AS i FROM clients) c
        CROSS JOIN generate_series(1, 10) n
        CROSS JOIN LATERAL (SELECT '2024-06-01T08:00Z'::timestamptz + (n * 70 + c.i * 31 % 70) * interval '1 day' + c.i * interval '1 second' AS at) v
        WHERE c.i % 10 > 1 AND (n < 10 OR c.i % 10 > 7)`;
      await tx.$executeRaw`
        UPDATE client_cadences k SET last_visit_at = v.last, visited = v.last IS NOT NULL, booked_until = v.booked,
          since_on = business_day(coalesce(v.last, c.created_at))
        FROM clients c JOIN (
          SELECT client_id, max(scheduled_at) FILTER (WHERE status = 'COMPLETED') AS last,
            max(scheduled_at) FILTER (WHERE status = 'PLANNED') AS booked
          FROM visits GROUP BY client_id) v ON v.client_id = c.id
        WHERE k.client_id = c.id`;
    },
    { timeout: 60_000 },
  );
  for (const table of ['clients', 'visits', 'client_cadences'])
    await prisma.pool.query(`VACUUM (ANALYZE) ${table}`);
  const [row] = await prisma.$queryRaw<[{ paces: number }]>`
    SELECT count(DISTINCT (pace, visited))::int AS paces FROM client_cadences WHERE visitable`;
  return row.paces;
}
