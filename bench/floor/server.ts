import { JwtService } from '@nestjs/jwt';
import { fastify, type FastifyRequest } from 'fastify';
import pg from 'pg';
import { ALGORITHM, AUDIENCE, ISSUER } from '#app/auth/sessions/access-token.js';
import { CLIENT_COLUMNS } from '#app/crm-core/clients/client.queries.js';

/**
 * The floor: what Fastify, pg and the check of the token cost, with the product's own columns and nothing else. No rights, no
 * rules, no checks of input, no log, no figures. It answers `GET /clients`, `GET /clients/:id` and `POST /clients`.
 */
const { DATABASE_URL, JWT_SECRET, PORT } = process.env;
const COLUMNS = CLIENT_COLUMNS.sql;
const LIVING = `FROM clients c WHERE c.deleted_at IS NULL AND c.owner_id = $1::uuid`;
const ORDER = 'ORDER BY c.created_at DESC, c.id DESC LIMIT $2';
const SQL = {
  first: `SELECT ${COLUMNS} ${LIVING} ${ORDER}`,
  after: `SELECT ${COLUMNS} ${LIVING} AND (c.created_at, c.id) < ($3::timestamptz, $4::uuid) ${ORDER}`,
  one: `SELECT ${COLUMNS} ${LIVING} AND c.id = $2::uuid`,
  create: `INSERT INTO clients AS c (name, source, phone, city, province, point_of_sale_type, owner_id, created_by_id, updated_by_id)
    VALUES ($2, 'manual', $3, $4, $5, $6::"PointOfSaleType", $1::uuid, $1::uuid, $1::uuid) RETURNING ${COLUMNS}`,
  journal: `INSERT INTO journal (action, entity, entity_id, client_id, actor_id, owner_id, request_id, facts)
    VALUES ('client.created', 'client', $1::uuid, $1::uuid, $2::uuid, $2::uuid, $3, $4::jsonb)`,
} as const;

interface Row {
  id: string;
  name: string;
  kind: string;
  lifecycle: string;
  source: string;
  createdAt: Date;
}

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 });
const tokens = new JwtService({ secret: JWT_SECRET });
const app = fastify({ genReqId: () => crypto.randomUUID() });

async function userOf({ headers }: FastifyRequest): Promise<string> {
  const token = headers.authorization?.replace(/^Bearer /, '') ?? '';
  const { sub } = await tokens.verifyAsync<{ sub: string }>(token, {
    ...{ algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE },
  });
  return sub;
}

app.get<{ Querystring: { limit: string; cursor?: string } }>('/clients', async (request) => {
  const { limit, cursor } = request.query;
  const values: unknown[] = [await userOf(request), Number(limit) + 1];
  if (cursor) {
    const [, at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string, string];
    values.push(at, id);
  }
  const name = cursor ? 'after' : 'first';
  const { rows } = await pool.query<Row>({ name, text: SQL[name], values });
  const items = rows.slice(0, Number(limit));
  const last = rows.length > items.length ? items.at(-1) : undefined;
  const place = last && JSON.stringify(['-createdAt', last.createdAt, last.id]);
  return { items, nextCursor: place ? Buffer.from(place).toString('base64url') : null };
});

app.get<{ Params: { id: string } }>('/clients/:id', async (request) => {
  const values = [await userOf(request), request.params.id];
  const { rows } = await pool.query<Row>({ name: 'one', text: SQL.one, values });
  return rows[0];
});

app.post<{ Body: Record<string, string> }>('/clients', async (request, reply) => {
  const user = await userOf(request);
  const { name, phone, city, province, pointOfSaleType } = request.body;
  const connection = await pool.connect();
  try {
    await connection.query('BEGIN');
    const values = [user, name, phone, city, province, pointOfSaleType];
    const { rows } = await connection.query<Row>({ name: 'create', text: SQL.create, values });
    const [client] = rows;
    const facts = {
      ...{ name: client?.name, kind: client?.kind, lifecycle: client?.lifecycle, source: client?.source },
    };
    const journal = [client?.id, user, request.id, JSON.stringify(facts)];
    await connection.query({ name: 'journal', text: SQL.journal, values: journal });
    await connection.query('COMMIT');
    return await reply.status(201).send(client);
  } finally {
    connection.release();
  }
});

await app.listen({ port: Number(PORT), host: '127.0.0.1' });
