/**
 * The npm packages that are part of the library: one entry per module `internal/deps/<name>.js` of lib/.
 *
 * - `source`: the ES module to bundle, written against the package.
 * - `now`: modules of lib/ that the package gets by `import`, since it is evaluated with the start-up snapshot: what the package
 *   asks for -> path in lib/ (default export).
 * - `instead`: like `now`, but the package gets the namespace, and a file of the package (by the end of its path) may be named.
 * - `optional`: modules of Node without which the package works, as far as it can do without them: an empty object where lib/ has none.
 * - `define`: expressions of the package replaced by others.
 *
 * Any other module of Node that a package asks for is fetched by `load()` at the moment it asks.
 */
export const bundles = {
  acorn: { source: `export * from 'acorn';` },
  'acorn-walk': { source: `export * from 'acorn-walk';` },
  amaro: { source: `export { transformSync } from 'amaro';` },
  // The lexer in JavaScript: there is no WebAssembly to compile before the first import.
  'cjs-module-lexer': { source: `export { init, initSync, parse } from './node_modules/cjs-module-lexer/lexer.js';` },
  minimatch: { source: `export * from 'minimatch';` },
  punycode: { source: `export { default } from 'punycode/punycode.es6.js';` },
  'readable-stream': {
    source: `export { default } from 'readable-stream/lib/stream.js';`,
    now: {
      buffer: 'buffer.js',
      events: 'events.js',
      'string_decoder/': 'string_decoder.js',
    },
    instead: {
      'abort-controller': 'internal/abort_controller.js',
      'process/': 'internal/task_queue/ticks.js',
      'readable-stream/lib/internal/streams/state.js': 'internal/stream/options.js',
      'readable-stream/lib/ours/errors.js': 'internal/stream/package_errors.js',
    },
    define: { 'globalThis.AbortController': 'undefined', 'globalThis.AbortSignal': 'undefined' },
  },
  'trace-mapping': { source: `export * from '@jridgewell/trace-mapping';` },
  // What a runtime needs of it: fetch and the classes around it, WebSocket, EventSource.
  undici: { source: `export { default } from 'undici/index-fetch.js';`, optional: ['zlib', 'tls'] },
};
