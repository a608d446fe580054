import pg from 'pg';

const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS rows (at timestamptz NOT NULL DEFAULT now())');
await client.end();
