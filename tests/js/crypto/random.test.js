import assert from 'node:assert';
import crypto from 'node:crypto';
import { promisify } from 'node:util';
import { test } from '../harness.js';

test('bytes, at once and in the pool', async () => {
  const now = crypto.randomBytes(32);
  const later = await promisify(crypto.randomBytes)(32);
  assert.ok(Buffer.isBuffer(now) && Buffer.isBuffer(later));
  assert.notDeepStrictEqual(now, later);
  assert.strictEqual(crypto.randomBytes(0).length, 0);
});

test('a part of a view is filled, the rest is left', async () => {
  for (const fill of [crypto.randomFillSync, promisify(crypto.randomFill)]) {
    const bytes = Buffer.alloc(64);
    assert.strictEqual(await fill(bytes, 16, 32), bytes);
    assert.ok(bytes.subarray(0, 16).every((byte) => byte === 0) && bytes.subarray(48).every((byte) => byte === 0));
    assert.ok(bytes.subarray(16, 48).some((byte) => byte !== 0));
    const words = new Uint32Array(16);
    await fill(words, 8);
    assert.ok(words.subarray(0, 8).every((word) => word === 0) && words.subarray(8).some((word) => word !== 0));
  }
});

test('integers of a range, all of them', async () => {
  const seen = new Set();
  for (let i = 0; i < 1000; i++) seen.add(crypto.randomInt(-2, 3));
  assert.deepStrictEqual(
    [...seen].sort((a, b) => a - b),
    [-2, -1, 0, 1, 2],
  );
  assert.strictEqual(await promisify(crypto.randomInt)(1), 0);
});

test('identifiers', () => {
  const seen = new Set();
  for (let i = 0; i < 300; i++) {
    const id = crypto.randomUUID(i % 2 ? undefined : { disableEntropyCache: true });
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    seen.add(id);
  }
  assert.strictEqual(seen.size, 300);
});

test('the global crypto', () => {
  assert.strictEqual(globalThis.crypto, crypto.webcrypto);
  const words = new Uint16Array(32);
  assert.strictEqual(globalThis.crypto.getRandomValues(words), words);
  assert.ok(words.some((word) => word > 255));
  assert.match(globalThis.crypto.randomUUID(), /^[0-9a-f-]{36}$/);
  assert.throws(() => crypto.getRandomValues(new Float32Array(1)), { name: 'TypeMismatchError' });
  assert.throws(() => crypto.getRandomValues(new Uint8Array(65537)), { name: 'QuotaExceededError' });
});

test('bad input', () => {
  assert.throws(() => crypto.randomBytes(-1), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.randomBytes('1'), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => crypto.randomFillSync(Buffer.alloc(4), 5), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.randomFillSync(Buffer.alloc(4), 2, 3), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.randomInt(1, 1), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.randomInt(2 ** 48), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.randomUUID(1), { code: 'ERR_INVALID_ARG_TYPE' });
});
