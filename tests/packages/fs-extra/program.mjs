// Files and folders, by promises, callbacks and synchronously.
import fs from 'fs-extra';

await fs.outputJson('a/b/c.json', { x: [1, 2] }, { spaces: 2 });
await fs.copy('a', 'd', { filter: (path) => !path.endsWith('.skip') });
await fs.ensureSymlink('d/b', 'link');
fs.outputFileSync('a/b/t.skip', 'text');
console.log(
  await fs.readJson('d/b/c.json'),
  await fs.pathExists('d/b/t.skip'),
  fs.readFileSync('a/b/c.json', 'utf8'),
  fs.lstatSync('link').isSymbolicLink(),
);
await fs.move('d', 'e/f');
await fs.ensureFile('e/g');
await fs.emptyDir('a');
console.log(fs.readdirSync('e').sort(), fs.readdirSync('a'), fs.existsSync('link'));
await fs.move('e/g', 'e/f').catch((error) => console.log(error.message));
await fs.copy('e', 'e/f/inside').catch((error) => console.log(error.message.replaceAll(process.cwd(), '.')));
await fs.readJson('nothing.json').catch((error) => console.log(error.code, error.syscall));
fs.remove('e', (error) => console.log(error ?? null, fs.pathExistsSync('e')));
