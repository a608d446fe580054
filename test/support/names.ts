import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const ANSWER = 0x8180;
const [A, IN] = [1, 1];

/** A server of names as containers have one: tells the addresses of `api`, whichever they are now. */
export async function serveNames(
  addresses: () => readonly string[],
): Promise<{ address: string; close: () => void }> {
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const end = query.indexOf(0, 12) + 5;
    const found = query.readUInt16BE(end - 4) === A ? addresses() : [];
    const header = Buffer.from(query.subarray(0, 12));
    header.writeUInt16BE(ANSWER, 2);
    [1, found.length, 0, 0].forEach((count, at) => header.writeUInt16BE(count, 4 + 2 * at));
    // Each record: the name of the question, one second to live, four bytes.
    const records = found.map((ip) =>
      Buffer.from([0xc0, 12, 0, A, 0, IN, 0, 0, 0, 1, 0, 4, ...ip.split('.').map(Number)]),
    );
    socket.send(Buffer.concat([header, query.subarray(12, end), ...records]), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { address: `127.0.0.1:${socket.address().port}`, close: () => socket.close() };
}
