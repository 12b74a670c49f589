// A tree is watched: additions, changes, removals, and the closing.
import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { watch } from 'chokidar';

mkdirSync('tree/sub', { recursive: true });
writeFileSync('tree/first', '1');
const watcher = watch('tree', { ignored: (path) => path.endsWith('.tmp') });
const seen = [];
watcher.on('all', (event, path) => seen.push(`${event} ${path}`));
await once(watcher, 'ready');
console.log(seen.splice(0).sort());

const until = async (line) => {
  while (!seen.includes(line)) await once(watcher, 'all');
  console.log(line);
};
writeFileSync('tree/sub/second', '2');
writeFileSync('tree/sub/second.tmp', '2');
await until('add tree/sub/second');
writeFileSync('tree/first', 'one');
await until('change tree/first');
mkdirSync('tree/deep/er', { recursive: true });
await until('addDir tree/deep/er');
rmSync('tree/sub', { recursive: true });
await until('unlink tree/sub/second');
console.log(
  seen.some((line) => line.includes('.tmp')),
  Object.keys(watcher.getWatched()).sort(),
);
await watcher.close();
