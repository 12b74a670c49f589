// --disable-proto: programs do without the accessor Object.prototype.__proto__, which many ways to harm a program go through
// (Node: "Command-line API", "--disable-proto=mode", since v13.12). The `__proto__` of an object literal is syntax, and stays.
import { codes } from '../errors.js';
import { options } from '../options.js';

const MODES = ['delete', 'throw'];

/** @returns {boolean} whether the option says something that it may say */
export const isModeKnown = () => options['disable-proto'] === undefined || MODES.includes(options['disable-proto']);

function refuse() {
  throw new codes.ERR_PROTO_ACCESS();
}

/** @param {object} prototype  the Object.prototype of a context */
export function disableProto(prototype) {
  if (options['disable-proto'] === 'delete') Reflect.deleteProperty(prototype, '__proto__');
  else Object.defineProperty(prototype, '__proto__', { get: refuse, set: refuse });
}
