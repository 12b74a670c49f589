// Source maps: SourceMap, findSourceMap, and stacks through them.
import assert from 'node:assert';
import { SourceMap, findSourceMap, getSourceMapsSupport, setSourceMapsSupport } from 'node:module';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from '../harness.js';
import { folder, ownFrames, run } from '../errors/run.js';

// generated: "throw new Error('x')" in its line 1; original: line 3, column 2 of a.ts
const map = {
  version: 3,
  sources: ['a.ts'],
  sourcesContent: ['// one\n// two\n  throw new Error("x");\n'],
  names: ['original'],
  mappings: 'AAEEA',
};
const inline = (payload) => `//# sourceMappingURL=data:application/json;base64,${btoa(JSON.stringify(payload))}`;

test('findEntry and findOrigin', () => {
  const found = new SourceMap({ ...map, mappings: 'CAAAA,EAAE;;GACA' }, { lineLengths: [5] });
  assert.deepEqual(found.findEntry(0, 0), {});
  const entry = { generatedLine: 0, generatedColumn: 3, originalSource: 'a.ts', originalLine: 0, originalColumn: 2 };
  assert.deepEqual(found.findEntry(0, 9), { ...entry, name: undefined });
  assert.deepEqual(found.findEntry(1, 4), { ...entry, name: undefined });
  assert.equal(found.findOrigin(1, 2).name, 'original');
  assert.deepEqual(found.findOrigin(8, 8), { name: undefined, fileName: 'a.ts', lineNumber: 7, columnNumber: 7 });
  assert.deepEqual(found.findOrigin(0, 0), {});
  assert.deepEqual(found.lineLengths, [5]);
  assert.notEqual(found.payload.sources, map.sources);
  assert.throws(() => new SourceMap('x'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('an index map', () => {
  const section = (line, column, source) => ({
    offset: { line, column },
    map: { version: 3, sources: [source], names: [], mappings: 'AAAA;AACA' },
  });
  const found = new SourceMap({ version: 3, sections: [section(0, 0, 'a'), section(4, 3, 'b')] });
  assert.equal(found.findEntry(1, 0).originalSource, 'a');
  assert.deepEqual(found.findEntry(5, 1), {
    generatedLine: 5,
    generatedColumn: 0,
    originalSource: 'b',
    originalLine: 1,
    originalColumn: 0,
    name: undefined,
  });
});

test('support is set and told', () => {
  assert.equal(getSourceMapsSupport().enabled, false);
  setSourceMapsSupport(true, { nodeModules: true });
  assert.deepEqual({ ...getSourceMapsSupport() }, { enabled: true, nodeModules: true, generatedCode: false });
  assert.equal(process.sourceMapsEnabled, true);
  process.setSourceMapsEnabled(false);
  assert.equal(getSourceMapsSupport().enabled, false);
  assert.throws(() => setSourceMapsSupport(1), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => setSourceMapsSupport(true, { nodeModules: 1 }), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.equal(findSourceMap('/no/such/file.js'), undefined);
});

const throwing = "throw new Error('x')";

for (const [kind, name] of [
  ['CommonJS', 'inline.cjs'],
  ['an ES module', 'inline.mjs'],
]) {
  test(`the stack and the excerpt of ${kind} with an inline map`, async () => {
    const { stderr } = await run(`${throwing}\n${inline(map)}`, ['--enable-source-maps'], { name });
    assert.ok(stderr.startsWith(`${folder}/a.ts:3\n  throw new Error("x");\n  ^\n\nError: x\n`), stderr);
    assert.ok(stderr.includes(`${folder}/a.ts:3:3`));
    const without = await run(`${throwing}\n${inline(map)}`, [], { name });
    assert.match(without.stderr, /^FILE:1\n/);
  });
}

test('a map in a file of its own, whose source is a file, too', async () => {
  writeFileSync(join(folder, 'b.map'), JSON.stringify({ ...map, sources: ['src/b.ts'], sourcesContent: undefined }));
  const { stderr } = await run(`${throwing}\n//# sourceMappingURL=b.map`, ['--enable-source-maps']);
  assert.ok(stderr.includes(`(${folder}/src/b.ts:3:3)`), stderr);
  assert.match(stderr, /^FILE:1\n/); // the source is not there: what was run is shown
});

test('TypeScript that is transformed', async () => {
  const { stderr } = await run(
    'enum Colour {\n  Red,\n}\nfunction fail(c: Colour): never {\n  throw new Error(String(c));\n}\nfail(Colour.Red);',
    ['--experimental-transform-types', '--no-warnings'],
    { name: 'types.ts' },
  );
  assert.match(stderr, /^FILE:5\n {2}throw new Error/);
  assert.match(ownFrames(stderr)[0], /^at fail \(FILE:5:\d+\)$/);
});

test('a map that is broken, missing or hostile hides no error', async () => {
  for (const url of [
    'data:application/json;base64,%%%',
    'data:application/json,{bad',
    'no-such.map',
    'http://x/y.map',
    'x:::',
  ]) {
    const { stderr } = await run(`${throwing}\n//# sourceMappingURL=${url}`, ['--enable-source-maps']);
    assert.match(stderr, /^FILE:1\nthrow new Error\('x'\)\n\^\n\nError: x\n {4}at /, url);
  }
  const odd = await run(`${throwing}\n${inline({ version: 3, sources: 5, mappings: {} })}`, ['--enable-source-maps']);
  assert.match(odd.stderr, /^FILE:1\n/);
});

test('the comment is one: what looks like it in a string names no map, and code may follow it', async () => {
  const inString = await run(`${throwing}\n;\`\n${inline(map)}\n//\``, ['--enable-source-maps']);
  assert.match(inString.stderr, /^FILE:1\nthrow new Error\('x'\)\n/);
  const inMiddle = await run(`${throwing}\n${inline(map)}\n;"// #";`, ['--enable-source-maps']);
  assert.match(inMiddle.stderr, /a\.ts:3\n/);
});
