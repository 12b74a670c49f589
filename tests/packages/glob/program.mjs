// Patterns over a tree with links: in all forms, with options, cut short by a signal.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { glob, globIterate, globStream, globSync, hasMagic } from 'glob';

for (const folder of ['src/a/b', 'src/.hidden', 'test', 'out']) mkdirSync(`tree/${folder}`, { recursive: true });
for (const file of [
  'src/x.js',
  'src/a/y.ts',
  'src/a/b/z.js',
  'src/.hidden/h.js',
  'test/x.test.js',
  'out/o.js',
  'README.md',
  'src/[odd].js',
])
  writeFileSync(`tree/${file}`, file);
symlinkSync('../src', 'tree/out/link');

const cwd = 'tree';
const sorted = (list) => [...list].sort();
console.log(sorted(await glob('**/*.js', { cwd })));
console.log(sorted(globSync('**/*.{js,ts}', { cwd, dot: true, ignore: ['out/**', '**/b/**'] })));
console.log(sorted(globSync('{src,test}/**', { cwd, mark: true })), sorted(globSync('src/\\[odd\\].js', { cwd })));
console.log(
  sorted(globSync('out/link/**', { cwd, follow: true })),
  globSync('nothing/*', { cwd }),
  hasMagic('a/*'),
  hasMagic('a/b'),
);
const seen = [];
for await (const path of globIterate('**/?.js', { cwd, withFileTypes: true }))
  seen.push([path.relative(), path.isFile(), path.depth() > 1]);
console.log(sorted(seen.map(String)));
console.log(
  sorted(await globStream('*', { cwd, nodir: true }).collect()),
  sorted(await glob('*', { cwd, stat: true, absolute: true })).map((path) => path.startsWith(process.cwd())),
);
await glob('**', { cwd, signal: AbortSignal.abort(new Error('enough')) }).catch((error) => console.log(error.message));
