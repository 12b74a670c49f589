// A program does not end while the engine compiles WebAssembly for it, one module after the other.
import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { test } from '../harness.js';

test('modules that are compiled in a row are all waited for', () => {
  const code = `
    const bytes = Buffer.from('0061736d01000000', 'hex');
    for (let i = 0; i < 30; i++) await WebAssembly.instantiate(bytes);
    console.log('all');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' });
  assert.deepEqual([stdout, stderr], ['all\n', '']);
});
