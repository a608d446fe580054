/** 1 December 2023 to the day after the last on which something happened. */
const BEGIN = `timestamptz '2023-12-01 00:00+01'`;
const NOW = `timestamptz '2026-11-27 18:00+01'`;
/** Days with visits; the last fourteen are yet to come. */
const DAYS = 1_106;
const AGENTS = 200;
const TEAMS = 20;

/** An id that follows from a number, in the order of the numbers. */
const id = (kind: string, n: string): string =>
  `('01900000-0000-7000-${kind}-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const agentId = (n: string): string => id('8001', n);
const clientId = (n: string): string => id('8002', n);
const dealId = (n: string): string => id('8003', n);
const stageId = (pipeline: string, position: string): string => id('8004', `${pipeline} * 16 + ${position}`);
const pipelineId = (n: string): string => id('8005', n);
const teamId = (n: string): string => id('8006', n);
/** A number from 0 up to `below` that looks drawn and follows from `n`. */
const drawn = (n: string, salt: number, below: number): string =>
  `(abs(hashint8extended((${n})::bigint, ${salt}) % ${below}))`;

/** Agents 1 to 200 by turns in teams 1 to 20, a manager for each team, and an admin. */
export const PEOPLE = `
  WITH teams AS (INSERT INTO teams (id, name) SELECT ${teamId('t')}, 'Squadra ' || t FROM generate_series(1, ${TEAMS}) t RETURNING 1)
  INSERT INTO users (id, email, full_name, role, status, team_id, password_hash)
  SELECT ${agentId('a')}, 'agente' || a || '@bench.test', 'Agente ' || a, 'AGENT', 'ACTIVE'::"UserStatus", ${teamId(`1 + a % ${TEAMS}`)}, $1
  FROM generate_series(1, ${AGENTS}) a, (SELECT count(*) FROM teams) made
  UNION ALL
  SELECT ${agentId('1000 + t')}, 'responsabile' || t || '@bench.test', 'Responsabile ' || t, 'MANAGER', 'ACTIVE', ${teamId('t')}, $1
  FROM generate_series(1, ${TEAMS}) t
  UNION ALL
  SELECT ${agentId('2001')}, 'admin@bench.test', 'Ada', 'ADMIN', 'ACTIVE', NULL, $1`;

/** Three pipelines of five open stages each; positions 6 and 7 are won and lost. */
export const PIPELINES = [
  `INSERT INTO sales_pipelines (id, name, is_default) SELECT ${pipelineId('p')}, 'Vendita ' || p, p = 1 FROM generate_series(1, 3) p`,
  `INSERT INTO pipeline_stages (id, pipeline_id, name, position, probability, kind)
   SELECT ${stageId('p', 's')}, ${pipelineId('p')}, name, s, probability, kind::"StageKind"
   FROM generate_series(1, 3) p,
     (VALUES (1, 'Nuovo', 10, 'OPEN'), (2, 'Contatto', 25, 'OPEN'), (3, 'Offerta', 40, 'OPEN'), (4, 'Trattativa', 60, 'OPEN'),
       (5, 'Chiusura', 80, 'OPEN'), (6, 'Vinta', 100, 'WON'), (7, 'Persa', 0, 'LOST')) stages (s, name, probability, kind)`,
];

/** Client \`n\` belongs to agent \`1 + n % ${AGENTS}\`; an agent visits the own clients, one after the other through the day. */
export const VISITS = [
  `INSERT INTO visits (id, client_id, agent_id, scheduled_at, ends_at, duration_minutes, status, checked_in_at, checked_out_at,
     verification, outcome, order_amount, status_reason, created_at, updated_at)
   SELECT ${id('8007', 'i')}, ${clientId('client')}, ${agentId('1 + agent')}, at, at + interval '15 minutes', 15, status::"VisitStatus",
     CASE WHEN status = 'COMPLETED' THEN in_at END, CASE WHEN status = 'COMPLETED' THEN in_at + make_interval(secs => 120 + ${drawn('i', 5, 2400)}) END,
     CASE WHEN status = 'COMPLETED' THEN 'VERIFIED'::"CheckInVerification" END,
     CASE WHEN status = 'COMPLETED' THEN (ARRAY['ORDER', 'ORDER', 'FOLLOW_UP', 'NO_INTEREST', 'OTHER'])[1 + what % 5]::"VisitOutcome" END,
     CASE WHEN status = 'COMPLETED' AND what % 5 < 2 THEN ${drawn('i', 6, 90000)} / 100.0 END,
     CASE WHEN status IN ('CANCELLED', 'SKIPPED') THEN 'Chiuso' END, at - interval '7 days', least(at, ${NOW})
   FROM (
     SELECT i, agent, at, ${drawn('i', 4, 1000)} AS what,
       CASE WHEN at > ${NOW} THEN 'PLANNED' WHEN luck < 80 THEN 'COMPLETED' WHEN luck < 88 THEN 'NO_SHOW' WHEN luck < 94 THEN 'CANCELLED' ELSE 'SKIPPED' END AS status,
       at + CASE WHEN luck % 20 = 0 THEN interval '1 day' ELSE make_interval(mins => luck::int % 10) END AS in_at,
       1 + agent + ${AGENTS} * (${drawn('i', 2, 1_000_000_000)} % ($2::bigint / ${AGENTS})) AS client
     FROM (
       SELECT i, (i % ${AGENTS}) AS agent, ${drawn('i', 1, 100)} AS luck,
         ${BEGIN} + make_interval(days => (i / ${AGENTS} % ${DAYS})::int, hours => 7, mins => 15 * (i / ${AGENTS} / ${DAYS})::int) AS at
       FROM generate_series(1, $1::bigint) i) slots) v`,
];

/** Their first contact is the first completed visit, as the trigger would have it. */
export const CLIENTS = [
  `CREATE TEMP TABLE first_visits AS
   SELECT DISTINCT ON (client_id) client_id, coalesce(checked_in_at, scheduled_at) AS at, agent_id
   FROM visits WHERE status = 'COMPLETED' ORDER BY client_id, coalesce(checked_in_at, scheduled_at), id`,
  `ANALYZE first_visits`,
  `INSERT INTO clients (id, name, city, province, vat_number, lifecycle, source, visit_interval_days, latitude, longitude, owner_id, team_id,
     created_at, updated_at, first_contact_at, first_contact_kind, first_contact_by_id, deleted_at)
   SELECT c.id, 'Svapo ' || i, 'Milano', 'MI', lpad((i * 7919::bigint % 99999999977)::text, 11, '0'),
     (ARRAY['LEAD', 'LEAD', 'PROSPECT', 'CUSTOMER', 'CUSTOMER', 'CUSTOMER', 'DORMANT', 'LOST'])[1 + ${drawn('i', 11, 8)}]::"ClientLifecycle",
     (ARRAY['Fiera', 'Sito', 'Passaparola', NULL])[1 + ${drawn('i', 12, 4)}], CASE WHEN i % 3 > 0 THEN 30 + 15 * (i % 4) END,
     45 + ${drawn('i', 13, 1000)} / 1000.0, 9 + ${drawn('i', 14, 1000)} / 1000.0, u.id, u.team_id,
     made.at, made.at, f.at, CASE WHEN f.at IS NOT NULL THEN 'VISIT'::"ContactKind" END, f.agent_id,
     CASE WHEN i % 100 = 7 THEN ${NOW} END
   FROM generate_series(1, $1::bigint) i
   CROSS JOIN LATERAL (SELECT ${clientId('i')} AS id) c
   JOIN users u ON u.id = ${agentId(`1 + (i - 1) % ${AGENTS}`)}
   LEFT JOIN first_visits f ON f.client_id = c.id
   CROSS JOIN LATERAL (SELECT least(${BEGIN} + make_interval(secs => ${drawn('i', 15, 94_000_000)}),
     f.at - make_interval(hours => ${drawn('i', 16, 400)}::int)) AS at) made`,
  `INSERT INTO client_spans (client_id, sequence, owner_id, lifecycle, from_at) SELECT id, 1, owner_id, lifecycle, created_at FROM clients`,
];

/**
 * A deal goes through one to five stages, with the same pause between them; where that leads beyond the present it is still
 * on its way. One in twelve goes back a stage, one in forty was lost before and came back, one in twenty changed hands.
 */
export const DEALS = [
  `CREATE TEMP TABLE drawn_deals AS
   SELECT *, CASE WHEN NOT closed THEN 'OPEN' WHEN ${drawn('i', 31, 100)} < 45 THEN 'WON' ELSE 'LOST' END AS status
   FROM (
     SELECT *, n = planned AND n > 1 AND ${drawn('i', 30, 20)} > 0 AS closed
     FROM (
       SELECT i, client, pipeline, created_at, pause, planned, cents, former,
         least(planned, 1 + floor(extract(epoch FROM ${NOW} - created_at) / pause)::int) AS n
       FROM (
         SELECT i, 1 + ${drawn('i', 21, 1_000_000_000)} % $2::bigint AS client, 1 + ${drawn('i', 22, 5)} / 2 AS pipeline,
           ${BEGIN} + make_interval(secs => ${drawn('i', 23, 94_300_000)}) AS created_at,
           3600 + (${drawn('i', 24, 1500)} * ${drawn('i', 25, 1500)})::int AS pause,
           (ARRAY[1, 2, 2, 3, 3, 3, 4, 4, 4, 5])[1 + ${drawn('i', 26, 10)}] AS planned,
           5000 + ${drawn('i', 27, 1400)} * ${drawn('i', 28, 1400)} AS cents, ${drawn('i', 29, 20)} = 0 AS former
         FROM generate_series(1, $1::bigint) i) a) b) c`,
  `CREATE TEMP TABLE drawn_stays AS
   SELECT d.i, k, d.pipeline, d.n, d.created_at + make_interval(secs => (k - 1) * d.pause) AS entered_at,
     CASE WHEN k < d.n THEN d.created_at + make_interval(secs => k * d.pause) END AS left_at,
     CASE
       WHEN k = d.n AND d.status = 'WON' THEN 6
       WHEN k = d.n AND d.status = 'LOST' THEN 7
       WHEN k = 3 AND d.n > 3 AND ${drawn('d.i', 32, 9)} = 0 THEN 7
       WHEN k > 2 AND ${drawn('d.i * 8 + k', 33, 5)} = 0 THEN k - 2
       ELSE least(k, 5)
     END AS position,
     CASE WHEN d.former AND k <= (d.n + 1) / 2 THEN 1 + (client - 1 + ${TEAMS}) % ${AGENTS} ELSE 1 + (client - 1) % ${AGENTS} END AS agent, d.cents
   FROM drawn_deals d CROSS JOIN LATERAL generate_series(1, d.n) k`,
  `ANALYZE drawn_deals, drawn_stays`,
  `INSERT INTO opportunities (id, title, client_id, pipeline_id, stage_id, amount, probability, expected_close_date, status, closed_at,
     lost_reason, last_activity_at, owner_id, team_id, created_at, updated_at, deleted_at)
   SELECT ${dealId('d.i')}, 'Fornitura ' || d.i, ${clientId('d.client')}, ${pipelineId('d.pipeline')}, s.id, d.cents / 100.0, s.probability,
     CASE WHEN d.i % 20 > 0 THEN (d.created_at + make_interval(days => 10 + ${drawn('d.i', 34, 150)}::int))::date END, s.kind,
     CASE WHEN s.kind <> 'OPEN' THEN last.entered_at END, CASE WHEN s.kind = 'LOST' THEN 'PRICE' END, greatest(d.created_at, last.entered_at),
     u.id, u.team_id, d.created_at, last.entered_at, CASE WHEN d.i % 100 = 3 THEN ${NOW} END
   FROM drawn_deals d
   JOIN drawn_stays last ON last.i = d.i AND last.k = d.n
   JOIN pipeline_stages s ON s.id = ${stageId('d.pipeline', 'last.position')}
   JOIN users u ON u.id = ${agentId(`1 + (d.client - 1) % ${AGENTS}`)}`,
];

export const STAYS = [
  `INSERT INTO opportunity_stage_entries (id, opportunity_id, sequence, stage_id, from_stage_id, entered_at, left_at, owner_id, by_id, amount, probability)
   SELECT ${id('8008', 'e.i * 8 + e.k')}, ${dealId('e.i')}, e.k, s.id,
     lag(s.id) OVER (PARTITION BY e.i ORDER BY e.k), e.entered_at, e.left_at, ${agentId('e.agent')}, ${agentId('e.agent')}, e.cents / 100.0, s.probability
   FROM drawn_stays e JOIN pipeline_stages s ON s.id = ${stageId('e.pipeline', 'e.position')}`,
  `DROP TABLE drawn_stays, drawn_deals, first_visits`,
];
