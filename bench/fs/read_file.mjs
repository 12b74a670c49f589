// fs.promises.readFile of 4 KB, 64 at a time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const files = Array.from({ length: 100 }, (_, i) => join(folder, `f${i}`));
for (const file of files) writeFileSync(file, 'x'.repeat(4096));

async function run(total) {
  let next = 0;
  const one = async () => {
    while (next < total) await readFile(files[next++ % files.length]);
  };
  await Promise.all(Array.from({ length: 64 }, one));
}

await run(5000);
const total = 40_000;
const before = process.cpuUsage();
await run(total);
const { user, system } = process.cpuUsage(before);
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ 'readFile 4 KB': ((user + system) * 1000) / total }));
