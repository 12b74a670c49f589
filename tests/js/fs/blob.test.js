import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';

const folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'rondo-fs-'));
process.on('exit', () => folder.remove());
const file = path.join(folder.path, 'a');

test('a Blob of a file reads what it is asked for', async () => {
  fs.writeFileSync(file, '0123456789');
  const blob = await fs.openAsBlob(file, { type: 'text/plain' });
  assert.deepStrictEqual([blob.size, blob.type], [10, 'text/plain']);
  assert.strictEqual(await blob.slice(2, 8).slice(1, 3).text(), '34');
  assert.strictEqual(await new Blob(['<', blob, '>']).text(), '<0123456789>');
});

test('a file that has changed cannot be read', async () => {
  fs.writeFileSync(file, 'old');
  const blob = await fs.openAsBlob(file);
  fs.writeFileSync(file, 'newer');
  await assert.rejects(blob.text(), { name: 'NotReadableError' });
  await assert.rejects(blob.stream().getReader().read(), { name: 'NotReadableError' });
});
