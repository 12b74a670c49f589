// node:sys, deprecated: the old name of node:util.
import process from './process.js';
import util from './util.js';

process.emitWarning('sys is deprecated. Use `node:util` instead.', 'DeprecationWarning', 'DEP0025');

export default util;
