/**
 * The npm packages that are part of the library: one entry per module `internal/deps/<name>.js` of lib/.
 *
 * - `source`: the ES module to bundle, written against the package.
 * - `optional`: modules of Node without which the package works, as far as it can do without them: an empty object where lib/ has none.
 *
 * A module of Node that a package asks for is fetched by `load()` at the moment it asks.
 */
export const bundles = {
  acorn: { source: `export * from 'acorn';` },
  'acorn-walk': { source: `export * from 'acorn-walk';` },
  amaro: { source: `export { transformSync } from 'amaro';` },
  // The lexer in JavaScript: there is no WebAssembly to compile before the first import.
  'cjs-module-lexer': { source: `export { init, initSync, parse } from './node_modules/cjs-module-lexer/lexer.js';` },
  minimatch: { source: `export * from 'minimatch';` },
  punycode: { source: `export { default } from 'punycode/punycode.es6.js';` },
  'trace-mapping': { source: `export * from '@jridgewell/trace-mapping';` },
  // What a runtime needs of it: fetch and the classes around it, WebSocket, EventSource.
  undici: { source: `export { default } from 'undici/index-fetch.js';`, optional: ['tls'] },
};
