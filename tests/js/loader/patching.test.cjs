// The parts of Module that packages replace: each is asked through Module.
'use strict';
const assert = require('node:assert');
const Module = require('node:module');
const path = require('node:path');
const { test } = require('../harness.js');

function patched(object, name, replacement, body) {
  const original = object[name];
  object[name] = replacement(original);
  try {
    return body();
  } finally {
    object[name] = original;
  }
}

const fresh = (file) => {
  const filename = path.join(__dirname, 'fixtures', file);
  delete require.cache[filename];
  return filename;
};

test('Module._load', () => {
  patched(
    Module,
    '_load',
    (original) =>
      function (request, parent, isMain) {
        return request === 'made-up' ? { parent, isMain } : original.call(this, request, parent, isMain);
      },
    () => assert.deepStrictEqual(require('made-up'), { parent: module, isMain: false }),
  );
});

test('Module._resolveFilename, for require and require.resolve', () => {
  const target = fresh('cjs/value.cjs');
  patched(
    Module,
    '_resolveFilename',
    (original) =>
      (request, ...rest) =>
        request === 'alias' ? target : original(request, ...rest),
    () => {
      assert.strictEqual(require('alias'), 42);
      assert.strictEqual(require.resolve('alias'), target);
    },
  );
});

test('Module._findPath, _nodeModulePaths, _resolveLookupPaths', () => {
  const target = fresh('cjs/value.cjs');
  patched(
    Module,
    '_findPath',
    (original) =>
      (request, ...rest) =>
        request === 'virtual' ? target : original(request, ...rest),
    () => {
      assert.strictEqual(require('virtual'), 42);
    },
  );
  const folder = path.join(__dirname, 'fixtures/node_modules');
  patched(
    Module,
    '_resolveLookupPaths',
    (original) => (request, parent) => (request === 'plain' ? [folder] : original(request, parent)),
    () => {
      assert.strictEqual(require('plain'), 'plain');
    },
  );
  assert.deepStrictEqual(Module._nodeModulePaths('/a/node_modules/b'), [
    '/a/node_modules/b/node_modules',
    '/a/node_modules',
    '/node_modules',
  ]);
});

test('Module._extensions and Module.prototype._compile', () => {
  const filename = fresh('cjs/value.cjs');
  patched(
    Module._extensions,
    '.js',
    (original) => (loading, name) => {
      const compile = loading._compile;
      loading._compile = function (content, file) {
        return compile.call(this, content.replace('42', '43'), file);
      };
      original(loading, name);
    },
    () => assert.strictEqual(require(filename), 43),
  );
  delete require.cache[filename];
  require.extensions['.unknown'] = (loading, name) => {
    loading.exports = path.basename(name);
  };
  assert.strictEqual(require('./fixtures/import-from'), 'import-from.unknown');
  delete require.extensions['.unknown'];
});

test('Module.prototype.require', () => {
  patched(
    Module.prototype,
    'require',
    (original) =>
      function (id) {
        return id === 'answer' ? 42 : original.call(this, id);
      },
    () => assert.strictEqual(require('answer'), 42),
  );
});

test('Module.wrap and Module.wrapper', () => {
  const filename = fresh('cjs/value.cjs');
  assert.strictEqual(Module.wrap('x'), `${Module.wrapper[0]}x${Module.wrapper[1]}`);
  patched(
    Module,
    'wrap',
    (original) => (script) => original(script.replace('42', '"wrapped"')),
    () => assert.strictEqual(require(filename), 'wrapped'),
  );
  delete require.cache[filename];
});

test('a Module that a program makes and compiles', () => {
  const made = new Module('/virtual/made.js', module);
  made.filename = '/virtual/made.js';
  made.paths = module.paths;
  made._compile('module.exports = [__filename, __dirname, typeof require("path").join]', made.filename);
  assert.deepStrictEqual(made.exports, ['/virtual/made.js', '/virtual', 'function']);
  assert.strictEqual(made.parent, module);
});

test('builtinModules, isBuiltin, globalPaths', () => {
  assert.ok(
    Module.builtinModules.includes('path') &&
      Module.builtinModules.includes('fs/promises') === Module.isBuiltin('fs/promises'),
  );
  assert.ok(Object.isFrozen(Module.builtinModules));
  assert.ok(
    Module.isBuiltin('path') &&
      Module.isBuiltin('node:path') &&
      !Module.isBuiltin('node:nothing') &&
      !Module.isBuiltin('internal/errors'),
  );
  assert.ok(Array.isArray(Module.globalPaths));
  assert.strictEqual(Module.Module, Module);
});

test('what is made when it is asked for can be set, on a class of the program too', () => {
  class Own extends Module {}
  Own.SourceMap = 5;
  Own.builtinModules = 6;
  assert.deepStrictEqual([Own.SourceMap, Own.builtinModules], [5, 6]);
  assert.strictEqual(typeof Module.SourceMap, 'function');
  assert.ok(Module.builtinModules.includes('fs'));
  for (const name of ['SourceMap', 'builtinModules']) {
    const { value, writable } = Object.getOwnPropertyDescriptor(Module, name);
    assert.ok(value && writable);
  }
});
