// Stands in for the application where the launcher is what is tested: it adds rows, counts them, and ends in order.
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
pool.on('error', () => {});

const answers = {
  '/add': () => pool.query('INSERT INTO rows DEFAULT VALUES').then(() => 'added'),
  '/count': () => pool.query('SELECT count(*) FROM rows').then(({ rows }) => rows[0].count),
  '/die': () => process.exit(7),
};

const server = createServer(async (request, response) => {
  response.end(await (answers[request.url]?.() ?? 'ok'));
});
server.listen(Number(process.env.PORT), '127.0.0.1');
process.on('SIGTERM', () => {
  console.log('the application ends in order');
  server.close(() => pool.end().then(() => process.exit(0)));
  server.closeAllConnections();
});
