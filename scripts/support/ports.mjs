import { createServer } from 'node:net';

/**
 * Whether a server can listen there now.
 * @param {number} port 0 asks for any
 * @returns {Promise<number | null>} the port, or null when it is taken
 */
export function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen({ port, host, exclusive: true }, () => {
      const got = server.address().port;
      server.close(() => resolve(got));
    });
  });
}
