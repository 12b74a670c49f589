import assert from 'node:assert';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from '../harness.js';

// (module (func (export "answer") (result i32) i32.const 42) (func (export "crash") unreachable))
const wasm = Buffer.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 8, 2, 96, 0, 1, 127, 96, 0, 0, 3, 3, 2, 0, 1, 7, 18, 2, 6, 97, 110, 115, 119, 101,
  114, 0, 0, 5, 99, 114, 97, 115, 104, 0, 1, 10, 10, 2, 4, 0, 65, 42, 11, 3, 0, 0, 11,
]);
const headers = { 'content-type': 'application/wasm' };

test('a Response, or a promise of one, is compiled and instantiated', async () => {
  const module = await WebAssembly.compileStreaming(new Response(wasm, { headers }));
  assert.ok(module instanceof WebAssembly.Module);
  const { instance } = await WebAssembly.instantiateStreaming(Promise.resolve(new Response(wasm, { headers })), {});
  assert.equal(instance.exports.answer(), 42);
});

test('what a server sends in pieces, called by its URL', async () => {
  const server = createServer((_request, response) => {
    response.writeHead(200, headers);
    response.write(wasm.subarray(0, 20));
    // a section that says nothing: the engine keeps what it has compiled under another name
    setImmediate(() => response.end(Buffer.concat([wasm.subarray(20), Buffer.from([0, 2, 1, 97])])));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${server.address().port}/a.wasm`;
  const { instance } = await WebAssembly.instantiateStreaming(fetch(url));
  assert.equal(instance.exports.answer(), 42);
  assert.throws(instance.exports.crash, (error) => error.stack.includes(`at ${url}:wasm-function[1]`));
  server.close();
  server.closeAllConnections();
});

test('what is refused', async () => {
  for (const bad of [undefined, 1, {}, Promise.resolve('x')]) {
    await assert.rejects(WebAssembly.compileStreaming(bad), {
      code: 'ERR_INVALID_ARG_TYPE',
      message: /^The "source" argument /,
    });
  }
  const response = (init) => WebAssembly.compileStreaming(new Response(wasm, init));
  await assert.rejects(response({ headers: { 'content-type': 'text/plain' } }), {
    code: 'ERR_WEBASSEMBLY_RESPONSE',
    message: "WebAssembly response has unsupported MIME type 'text/plain'",
  });
  await assert.rejects(response({ headers, status: 418 }), { message: 'WebAssembly response has status code 418' });
  const used = new Response(wasm, { headers });
  await used.arrayBuffer();
  await assert.rejects(WebAssembly.compileStreaming(used), {
    message: 'WebAssembly response body has already been used',
  });
  const reason = new RangeError('mine');
  await assert.rejects(WebAssembly.compileStreaming(Promise.reject(reason)), (error) => error === reason);
  const broken = new ReadableStream({ pull: (controller) => controller.error(reason) });
  await assert.rejects(WebAssembly.compileStreaming(new Response(broken, { headers })), (error) => error === reason);
  await assert.rejects(WebAssembly.compileStreaming(new Response(wasm.subarray(0, 30), { headers })), {
    name: 'CompileError',
    message: /^WebAssembly\.compileStreaming\(\): /,
  });
  await assert.rejects(WebAssembly.compileStreaming(new Response(null, { headers })), { name: 'CompileError' });
});
