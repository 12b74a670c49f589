import assert from 'node:assert';
import http from 'node:http';
import { app } from './server.mjs';

app.listen(0, '127.0.0.1');
await new Promise((resolve) => app.server.once('listening', resolve));
const { port } = app.server.address();
const agent = new http.Agent({ keepAlive: true, maxSockets: 20 });

function ask(path, body) {
  return new Promise((resolve, reject) => {
    const req = http.request({ port, host: '127.0.0.1', path, method: body ? 'POST' : 'GET', agent }, (res) => {
      let text = '';
      res.setEncoding('utf8');
      res.on('data', (part) => {
        text += part;
      });
      res.on('end', () => resolve({ status: res.statusCode, headers: res.headers, text }));
    });
    req.on('error', reject);
    req.end(body);
  });
}

assert.equal((await ask('/')).text, '<h1>hello</h1>\n');
assert.equal((await ask('/big.txt')).text.length, 100_000);
assert.deepEqual(JSON.parse((await ask('/users/7?a=b')).text), { id: '7', query: { a: 'b' } });
assert.equal((await ask('/nothing')).status, 404);
assert.equal((await ask('/echo', 'x'.repeat(70_000))).text.length, 70_000);

let done = 0;
await Promise.all(
  Array.from({ length: 20 }, async (_, worker) => {
    for (let i = 0; i < 100; i++) {
      const kind = (worker + i) % 3;
      if (kind === 0) assert.equal((await ask('/')).status, 200);
      else if (kind === 1) assert.equal(JSON.parse((await ask(`/users/${i}`)).text).id, String(i));
      else assert.equal((await ask('/echo', `body ${i}`)).text, `body ${i}`);
      done++;
    }
  }),
);
assert.equal(done, 2000);
agent.destroy();
app.server.close();
