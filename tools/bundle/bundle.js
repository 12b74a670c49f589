/**
 * Bundles the npm packages that are part of the library into ES modules, one file each, and collects their licences.
 *
 *   node tools/bundle/bundle.js OUT [NAME...]
 *
 * writes OUT/<name>.js for every entry of bundles.js (or for the named ones) and OUT/THIRD_PARTY.txt. A file whose content
 * stays the same is left alone, so that nothing is built again because of it.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundles } from './bundles.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const builtin = new Set(builtinModules);

// What a bundle calls packages.js by, the module of lib/ through which it meets Node.
const PACKAGES = 'library_packages';

/**
 * Lets a package's requests for modules of Node end in lib/: each becomes a small module that asks for it when it is evaluated.
 *
 * @param {object} bundle  an entry of bundles.js
 */
function fromLibrary({ optional = [] }) {
  return {
    name: 'from-library',
    setup(builder) {
      builder.onResolve({ filter: /.*/ }, (request) => {
        if (request.kind === 'entry-point') return undefined;
        const asked = request.path.replace(/^node:/, '');
        if (!builtin.has(asked) && !request.path.startsWith('node:')) return undefined;
        const call = optional.includes(asked) ? 'requireIfThere' : 'requireModule';
        return { path: `${PACKAGES}.${call}('${asked}')`, namespace: 'library' };
      });
      builder.onLoad({ filter: /.*/, namespace: 'library' }, ({ path }) => ({ contents: `module.exports = ${path};` }));
    },
  };
}

async function bundleOne(name, bundle) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: bundle.source, resolveDir: root },
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    // A program of Node's own kind, so that packages give their files for it.
    platform: 'node',
    target: 'esnext',
    legalComments: 'none',
    minifyWhitespace: true, // comments go: the library is ASCII
    lineLimit: 160, // what an error's excerpt shows of it
    plugins: [fromLibrary(bundle)],
  });
  const { text } = outputFiles[0];
  // esbuild cannot give an import to a `require()`: it stands on top of the bundle.
  const header = text.includes(PACKAGES) ? `import * as ${PACKAGES} from '../../internal/packages.js';` : '';
  return { text: `${header}\n${text}`, inputs: Object.keys(metafile.inputs) };
}

/** The folders of the packages that the files come from. */
function packagesOf(files) {
  const found = new Set();
  for (const file of files) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
    if (match) found.add(match[1]);
  }
  return [...found];
}

/** A package's name, version, licence and the licences' text (its own, and of what it was built from), which every copy has to carry. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  const texts = [];
  for (const place of [join(root, folder), join(root, folder, 'dist')]) {
    if (!existsSync(place)) continue;
    for (const file of readdirSync(place)) {
      if (/^(licen[cs]e|copying)([.-]|$)/i.test(file)) texts.push(readFileSync(join(place, file), 'utf8').trim());
    }
  }
  if (texts.length === 0) throw new Error(`${name} ${version}: no licence file`);
  return `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`;
}

function writeIfChanged(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}

const [out, ...names] = process.argv.slice(2);
if (!out) {
  console.error('usage: node tools/bundle/bundle.js OUT [NAME...]');
  process.exit(2);
}
for (const name of names) {
  if (Object.hasOwn(bundles, name)) continue;
  console.error(`bundle: no such package in tools/bundle/bundles.js: ${name}`);
  process.exit(2);
}
mkdirSync(out, { recursive: true });

const used = new Set();
for (const name of names.length ? names : Object.keys(bundles)) {
  const { text, inputs } = await bundleOne(name, bundles[name]);
  writeIfChanged(join(out, `${name}.js`), text);
  for (const folder of packagesOf(inputs)) used.add(folder);
}
if (names.length === 0) {
  const expected = new Set([...Object.keys(bundles).map((name) => `${name}.js`), 'THIRD_PARTY.txt']);
  for (const file of readdirSync(out)) if (!expected.has(file)) rmSync(join(out, file));
  const rule = `\n${'-'.repeat(80)}\n\n`;
  writeIfChanged(join(out, 'THIRD_PARTY.txt'), [...used].sort().map(licenceOf).join(rule));
}
