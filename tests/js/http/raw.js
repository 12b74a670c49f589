// Raw bytes to a server, and what comes back.
import { once } from 'node:events';
import net from 'node:net';

/** Listens on a free port of 127.0.0.1. */
export async function listening(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** A connection to `server` that gathers what it gets: `received`, `until(text)` and `closed` (all of it, once it has ended). */
export function connect(server) {
  const socket = net.connect(server.address().port, '127.0.0.1');
  socket.setEncoding('latin1');
  socket.received = '';
  let wake = () => {};
  socket.on('data', (part) => {
    socket.received += part;
    wake();
  });
  socket.on('error', () => {});
  socket.closed_ = new Promise((resolve) => socket.on('close', () => resolve(socket.received)));
  socket.on('close', () => wake());
  socket.until = async (text) => {
    while (!socket.received.includes(text)) {
      if (socket.destroyed)
        throw new Error(`closed before ${JSON.stringify(text)}: ${JSON.stringify(socket.received)}`);
      await new Promise((resolve) => {
        wake = resolve;
      });
    }
    return socket.received;
  };
  return socket;
}

/** Sends `bytes` and gives all that comes until the server closes. */
export async function send(server, bytes) {
  const socket = connect(server);
  socket.write(bytes, 'latin1');
  // a server that keeps the connection is not waited for
  const timer = setTimeout(() => socket.destroy(), 20_000);
  const all = await socket.closed_;
  clearTimeout(timer);
  return all;
}

/** The status codes of answers, one after another. */
export const statuses = (text) => [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map((m) => Number(m[1]));
