import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

const program = `
const http = require('http');
const server = http.createServer((req, res) => { res.statusCode = 201; res.end(); server.close(); });
server.listen(0, '127.0.0.1', () => http.get({ port: server.address().port, host: '127.0.0.1', path: '/there', headers: { token: 'x' } }));
`;

function stderrWith(NODE_DEBUG) {
  const { stderr, status } = spawnSync(process.execPath, ['-e', program], {
    encoding: 'utf8',
    env: { ...process.env, NODE_DEBUG },
  });
  assert.equal(status, 0);
  return stderr;
}

test('NODE_DEBUG=http writes what comes and goes, and warns of what that may hold', () => {
  const stderr = stderrWith('http');
  assert.match(stderr, /NODE_DEBUG environment variable to 'http' can expose sensitive data/);
  assert.match(stderr, /^HTTP \d+: request GET \/there .*token: 'x'/m);
  assert.match(stderr, /^HTTP \d+: got request GET \/there /m);
  assert.match(stderr, /^HTTP \d+: answered GET \/there with 201/m);
  assert.match(stderr, /^HTTP \d+: response 201 to GET \/there/m);
});

test('another section writes nothing of HTTP', () => {
  assert.equal(stderrWith('net'), '');
});
