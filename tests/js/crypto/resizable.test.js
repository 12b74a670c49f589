import assert from 'node:assert';
import { pbkdf2, pbkdf2Sync, randomFill } from 'node:crypto';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const SIZE = 1 << 24;

function resizable() {
  const buffer = new ArrayBuffer(SIZE, { maxByteLength: SIZE });
  return { buffer, view: new Uint8Array(buffer).fill(1) };
}

test('a buffer may be shrunk while a key is derived from what was in it', async () => {
  const { buffer, view } = resizable();
  const derived = promisify(pbkdf2)(view, 'salt', 1, 16, 'sha512');
  buffer.resize(0);
  assert.deepEqual(await derived, pbkdf2Sync(new Uint8Array(SIZE).fill(1), 'salt', 1, 16, 'sha512'));
});

test('a buffer may be shrunk while it is filled', async () => {
  const { buffer, view } = resizable();
  const filled = promisify(randomFill)(view);
  buffer.resize(0);
  assert.equal((await filled).length, 0);
});

test('a buffer that stays as it is gets filled', async () => {
  const { view } = resizable();
  await promisify(randomFill)(view);
  assert.ok(view.some((byte) => byte !== 1));
});
