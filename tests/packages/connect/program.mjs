// A server of middleware: static files, routes, a log, errors; asked over one connection that stays open.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import morgan from 'morgan';
import Router from 'router';
import serveStatic from 'serve-static';

mkdirSync('public');
writeFileSync('public/index.html', '<h1>hello</h1>\n');
writeFileSync('public/big.txt', 'x'.repeat(200_000));
const router = Router();
router.param('id', (_req, _res, next, id) =>
  next(/^\d+$/.test(id) ? undefined : Object.assign(new Error(`no id: ${id}`), { status: 400 })),
);
router.get('/users/:id', (req, res) => res.end(`user ${req.params.id}`));
router.post('/echo', (req, res) => req.pipe(res));
const log = [];
process.env.NODE_ENV = 'test'; // read at load: the errors of the last resort are then not written to the terminal
const { default: connect } = await import('connect');
const app = connect()
  .use(morgan(':method :url :status', { stream: { write: (line) => log.push(line.trim()) } }))
  .use(serveStatic('public', { etag: true, lastModified: false }))
  .use('/api', router)
  .use('/throws', () => {
    throw new Error('it broke');
  })
  .use((error, _req, res, next) => {
    if (error.status !== 400) return next(error);
    res.statusCode = 400;
    res.end(error.message);
  });
const server = http.createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

async function ask(path, { body, ...options } = {}) {
  const req = http.request({ port: server.address().port, host: '127.0.0.1', path, agent, ...options }).end(body);
  const [res] = await once(req, 'response');
  let text = '';
  for await (const part of res.setEncoding('utf8')) text += part;
  console.log(
    path,
    res.statusCode,
    res.headers['content-type'],
    res.headers['content-range'],
    res.headers.etag?.length,
    res.statusCode < 404 && [text.length, text.slice(0, 20).trim()],
  );
  return res;
}
const { headers } = await ask('/');
await ask('/', { headers: { 'If-None-Match': headers.etag } });
await ask('/big.txt', { headers: { Range: 'bytes=10-29' } });
await ask('/big.txt', { headers: { Range: 'bytes=900000-' } });
await ask('/big.txt');
await ask('/../secret');
await ask('/api/users/7');
await ask('/api/users/x');
await ask('/api/echo', { method: 'POST', body: 'ü'.repeat(100_000) });
await ask('/nothing');
await ask('/throws');
console.log(log);
agent.destroy();
server.close(() => console.log('closed'));
