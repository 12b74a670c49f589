// readFileSync of a file of 4 KB, as bytes and as text.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COUNT = 20_000;
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const file = join(folder, 'file');
writeFileSync(file, 'x'.repeat(4096));

const works = { 'readFileSync, bytes': undefined, 'readFileSync, utf8': 'utf8' };
const figures = {};
for (const [name, encoding] of Object.entries(works)) {
  let best = Infinity;
  for (let round = 0; round < 6; round++) {
    const began = process.cpuUsage();
    for (let i = 0; i < COUNT; i++) readFileSync(file, encoding);
    const { user, system } = process.cpuUsage(began);
    if (round > 0) best = Math.min(best, ((user + system) * 1000) / COUNT);
  }
  figures[name] = best;
}
rmSync(folder, { recursive: true });
console.log(JSON.stringify(figures));
