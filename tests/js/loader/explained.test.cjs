// What is said of a source that is something else than it is run as.
const assert = require('node:assert');
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const folder = mkdtempSync(join(tmpdir(), 'explained-'));
process.on('exit', () => rmSync(folder, { recursive: true }));
const run = (...args) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
const file = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

// TypeScript that cannot be stripped: the words stand below the line that is no JavaScript.
assert.match(
  run('-e', 'enum A {}').stderr,
  /^\[eval\]:1\nenum A \{\}\n\^\^\^\^\nTypeScript enum is not supported in strip-only mode\n\nSyntaxError: /,
);
assert.match(
  run('--input-type=module-typescript', '-e', 'enum A {}').stderr,
  /^\[eval\]:1\nenum A \{\}\n\^{9}\n\nSyntaxError \[ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX\]: TypeScript enum/,
);
assert.match(run('-e', 'let x = ;').stderr, /^\[eval\]:1\nlet x = ;\n {8}\^\n\nSyntaxError: /);

// An ES module that is run as CommonJS.
const advice = (path) =>
  `Warning: Failed to load the ES module: ${path}. Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.\n`;
const module_ = file('module.cjs', 'import fs from "fs";\n');
const { stderr } = run(module_);
assert.ok(stderr.includes(advice(module_)), stderr);
assert.match(stderr, /\/module\.cjs:1\nimport fs from "fs";\n\^\^\^\^\^\^\n\nSyntaxError: Cannot use import/);
const caught = run('-e', `try { require(${JSON.stringify(module_)}) } catch { console.log('caught') }`);
assert.equal(caught.stdout, 'caught\n');
assert.ok(caught.stderr.includes(advice(module_)));
assert.doesNotMatch(run(file('broken.cjs', '}{')).stderr, /Warning/);

// -r is there for the thread of the hooks, too.
const said = run(
  ...['-r', file('said.cjs', 'console.log("required")')],
  ...[
    '--import',
    'data:text/javascript,import { register } from "module"; register("data:text/javascript,console.log(`hooks`)")',
  ],
  ...['-e', 'console.log("program")'],
);
assert.equal(said.stdout, 'required\nrequired\nhooks\nprogram\n');
