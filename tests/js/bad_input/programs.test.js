// Programs and modules that are not what they should be: missing, folders, circular, no UTF-8, no JSON, throwing.
import assert from 'node:assert';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from '../harness.js';
import { each, run } from './child.js';

const scratch = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rondo-programs-')));
process.on('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

/** Writes files below a folder of their own. @returns {(name: string) => string} its paths */
function folder(files) {
  const dir = fs.mkdtempSync(path.join(scratch, 'x'));
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(dir, name)), { recursive: true });
    fs.writeFileSync(path.join(dir, name), content);
  }
  return (name) => path.join(dir, name);
}

/** Runs a program and holds that it fails with 1 and these words. @returns {Promise<string>} what it wrote to stderr */
async function fails(program, ...words) {
  const { code, signal, stderr } = await run([program]);
  assert.deepEqual({ code, signal }, { code: 1, signal: null }, stderr);
  for (const part of words) assert.ok(stderr.includes(part), `${part}\nis not in\n${stderr}`);
  return stderr;
}

test('what is missing is named, and who asked for it', async () => {
  const at = folder({
    'require-file.cjs': "require('./mid.cjs')",
    'mid.cjs': "require('./none.js')",
    'require-package.cjs': "require('none')",
    'import-file.mjs': "import './mid.mjs'",
    'mid.mjs': "import './none.mjs'",
    'import-package.mjs': "import 'none'",
    'import-later.mjs': "await import('none/deep')",
  });
  await each(
    [
      [
        'require-file.cjs',
        `Error: Cannot find module './none.js'\nRequire stack:\n- ${at('mid.cjs')}\n- ${at('require-file.cjs')}\n`,
        "code: 'MODULE_NOT_FOUND'",
        `requireStack: [`,
      ],
      [
        'require-package.cjs',
        `${at('require-package.cjs')}:1\nrequire('none')\n^\n`,
        `Error: Cannot find module 'none'\nRequire stack:\n- ${at('require-package.cjs')}\n`,
        "code: 'MODULE_NOT_FOUND'",
      ],
      [
        'import-file.mjs',
        `Error [ERR_MODULE_NOT_FOUND]: Cannot find module '${at('none.mjs')}' imported from ${at('mid.mjs')}\n`,
        "code: 'ERR_MODULE_NOT_FOUND'",
        `url: 'file://${at('none.mjs')}'`,
      ],
      [
        'import-package.mjs',
        `Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'none' imported from ${at('import-package.mjs')}\n`,
      ],
      [
        'import-later.mjs',
        `Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'none' imported from ${at('import-later.mjs')}\n`,
      ],
      ['none.js', `Error: Cannot find module '${at('none.js')}'\n`, "code: 'MODULE_NOT_FOUND'", 'requireStack: []'],
    ],
    ([name, ...words]) => fails(at(name), ...words),
  );
});

test('a folder as program is its package, its index, or nothing', async () => {
  const at = folder({
    'index/index.js': 'console.log(1)',
    'main/package.json': '{ "main": "lib/start.js" }',
    'main/lib/start.js': 'console.log(2)',
    'module/package.json': '{ "type": "module" }',
    'module/index.js': 'console.log(import.meta.filename)',
    'empty/other.js': '',
    'gone/package.json': '{ "main": "none.js" }',
  });
  assert.equal((await run([at('index')])).stdout, '1\n');
  assert.equal((await run([at('main')])).stdout, '2\n');
  assert.equal((await run([at('module')])).stdout, `${at('module/index.js')}\n`);
  await fails(at('empty'), `Error: Cannot find module '${at('empty')}'`);
  await fails(at('gone'), `Error: Cannot find module '${at('gone/none.js')}'. Please verify that the package.json has`);
});

test('circular modules: what is not there yet is a warning, or an error that says so', async () => {
  const at = folder({
    'a.cjs': "exports.early = 1; require('./b.cjs'); exports.late = 2;",
    'b.cjs': "const a = require('./a.cjs'); console.log(a.early, a.late)",
    'a.mjs': "import './b.mjs'; export const late = 2;",
    'b.mjs': "import { late } from './a.mjs';\nconsole.log(late);",
    'function.mjs': "import './later.mjs'; export function early() { return 'hoisted' }",
    'later.mjs': "import { early } from './function.mjs'; console.log(early())",
  });
  const common = await run([at('a.cjs')]);
  assert.equal(common.stdout, '1 undefined\n');
  assert.equal(common.code, 0);
  assert.match(
    common.stderr,
    /Warning: Accessing non-existent property 'late' of module exports inside circular dependency/,
  );
  await fails(at('a.mjs'), `${at('b.mjs')}:2\n`, "ReferenceError: Cannot access 'late' before initialization");
  assert.equal((await run([at('function.mjs')])).stdout, 'hoisted\n');
});

test('sources with a byte order mark, or that are no UTF-8', async () => {
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  const wrong = Buffer.from("console.log('a\xff\xc3(b')", 'latin1');
  const at = folder({
    'mark.cjs': Buffer.concat([mark, Buffer.from("console.log('x', require('./mark.json').y)")]),
    'mark.mjs': Buffer.concat([
      mark,
      Buffer.from("import json from './mark.json' with { type: 'json' }; console.log(json.y)"),
    ]),
    'mark.json': Buffer.concat([mark, Buffer.from('{ "y": 1 }')]),
    'script.cjs': Buffer.concat([mark, Buffer.from('#!/usr/bin/env node\nconsole.log(2)')]),
    'wrong.cjs': wrong,
    'wrong.mjs': wrong,
    'utf16.cjs': Buffer.from('\ufeffconsole.log(1)', 'utf16le'),
    'nul.cjs': 'console.log(1)\0',
  });
  assert.equal((await run([at('mark.cjs')])).stdout, 'x 1\n');
  assert.equal((await run([at('mark.mjs')])).stdout, '1\n');
  assert.equal((await run([at('script.cjs')])).stdout, '2\n');
  assert.equal((await run([at('wrong.cjs')])).stdout, 'a\ufffd\ufffd(b\n');
  assert.equal((await run([at('wrong.mjs')])).stdout, 'a\ufffd\ufffd(b\n');
  await fails(at('utf16.cjs'), `${at('utf16.cjs')}:1\n`, 'SyntaxError: Invalid or unexpected token');
  await fails(at('nul.cjs'), `${at('nul.cjs')}:1\n`, 'SyntaxError: Invalid or unexpected token');
});

test('a module that throws: its line and its frames, however it is loaded; it can be loaded again', async () => {
  const at = folder({
    'bad.cjs': "'use strict';\nfunction fail() {\n  throw new TypeError('at the start');\n}\nfail();",
    'bad.mjs': "function fail() {\n  throw new TypeError('at the start');\n}\nfail();",
    'require.cjs': "require('./bad.cjs')",
    'import.mjs': "import './bad.mjs'",
    'import-common.mjs': "import './bad.cjs'",
    'twice.cjs':
      "for (let i = 0; i < 2; i++) try { require('./bad.cjs') } catch (error) { console.log(error.message) }",
    'twice.mjs':
      "const errors = await Promise.all([1, 2].map(() => import('./bad.mjs').catch((error) => error)));\n" +
      'console.log(errors[0].message, errors[0] === errors[1])',
    'odd.cjs': 'throw null',
    'require-odd.cjs': "require('./odd.cjs')",
  });
  for (const program of ['require.cjs', 'import-common.mjs'])
    await fails(
      at(program),
      `${at('bad.cjs')}:3\n  throw new TypeError('at the start');\n`,
      `^\n\nTypeError: at the start\n    at fail (${at('bad.cjs')}:3:9)\n`,
    );
  await fails(
    at('import.mjs'),
    `file://${at('bad.mjs')}:2\n  throw new TypeError('at the start');\n`,
    `^\n\nTypeError: at`,
  );
  await fails(at('require-odd.cjs'), `${at('odd.cjs')}:1\nthrow null\n^\n`);
  assert.equal((await run([at('twice.cjs')])).stdout, 'at the start\nat the start\n');
  assert.equal((await run([at('twice.mjs')])).stdout, 'at the start true\n');
});

test('JSON with an error: its file, line and column', async () => {
  const broken = '{\n  "a": 1,\n\t"b": oops\n}\n';
  const at = folder({
    'require.cjs': "require('./broken.json')",
    'import.mjs': "import x from './broken.json' with { type: 'json' }",
    'broken.json': broken,
    'empty.cjs': "require('./empty.json')",
    'empty.json': '',
    'node_modules/p/package.json': '{\n  "name": "p"\n  "main": "x"\n}',
    'node_modules/q/package.json': '{ "main": x }',
    'node_modules/q/index.js': '',
    'require-p.cjs': "require('p')",
    'import-p.mjs': "import 'p'",
    'require-q.cjs': "require('q')",
    'scope/package.json': '[]',
    'scope/main.js': '',
    'caught.cjs':
      "try { require('./broken.json') } catch (error) { console.log(error.name, error.message.split('\\n')[0]) }",
  });
  const excerpt = `${at('broken.json')}:3:7\n\t"b": oops\n\t     ^\n\nSyntaxError: ${at('broken.json')}: Unexpected token 'o'`;
  const invalid = (name) =>
    `Error [ERR_INVALID_PACKAGE_CONFIG]: Invalid package config ${at(`node_modules/${name}/package.json`)}`;
  const expected = "Expected ',' or '}' after property value in JSON at position 18 (line 3 column 3)";
  const inPackage = `${at('node_modules/p/package.json')}:3:3\n  "main": "x"\n  ^\n\n`;
  await each(
    [
      ['require.cjs', excerpt],
      ['import.mjs', excerpt],
      ['empty.cjs', `${at('empty.json')}:1:1\n`, `SyntaxError: ${at('empty.json')}: Unexpected end of JSON input`],
      ['require-p.cjs', inPackage, `${invalid('p')}. ${expected}`],
      ['import-p.mjs', inPackage, `${invalid('p')} while importing "p" from ${at('import-p.mjs')}. ${expected}`],
      ['require-q.cjs', `${at('node_modules/q/package.json')}:1:11\n`, `${invalid('q')}. Unexpected token 'x'`],
      ['scope/main.js', `Error [ERR_INVALID_PACKAGE_CONFIG]: Invalid package config ${at('scope/package.json')}.\n`],
    ],
    ([name, ...words]) => fails(at(name), ...words),
  );
  assert.match((await run([at('caught.cjs')])).stdout, /^SyntaxError \/.*broken\.json: Unexpected token 'o'/);
});
