// Any value: primitives at once, proxies unwrapped, custom inspection, what contains itself; all else is an object.
import { inspect } from '../inspect.js';
import { binding } from '../../binding.js';
import { showObject } from './object.js';
import { showPrimitive } from './primitive.js';
import { arrange } from './layout.js';

const { isProxy, proxyDetails } = binding('util');

export const custom = Symbol.for('nodejs.util.inspect.custom');

function showProxy(session, target, handler, depth) {
  if (session.tooDeep(depth)) return session.stylize('Proxy [Array]', 'special');
  session.indentation += 2;
  session.entered = depth + 1;
  const entries = [show(session, target, depth + 1), show(session, handler, depth + 1)];
  session.indentation -= 2;
  return arrange(session, { open: 'Proxy [', close: ']', base: '', list: true }, entries, depth + 1);
}

/** A class's prototype holds its instances' custom inspection, not its own. */
function isOwnPrototype(value) {
  const constructor = Object.getOwnPropertyDescriptor(value, 'constructor')?.value;
  return typeof constructor === 'function' && constructor.prototype === value;
}

/** @returns {string | undefined} undefined where the object has no inspection of its own */
function showCustom(session, value, self, depth) {
  const inspection = value[custom];
  if (typeof inspection !== 'function' || inspection === inspect || isOwnPrototype(value)) return undefined;
  const left = session.depth === null ? null : session.depth - depth;
  const foreign = self !== value || !(self instanceof Object);
  const result = inspection.call(self, left, session.forUser(left, foreign), foreign ? undefined : inspect);
  if (result === self) return undefined;
  const text = typeof result === 'object' ? show(session, result, depth) : `${result}`;
  return text.replaceAll('\n', `\n${' '.repeat(session.indentation)}`);
}

/**
 * @param {import('./options.js').Session} session
 * @param {unknown} value
 * @param {number} depth  how many objects it is in
 * @returns {string}
 */
export function show(session, value, depth) {
  if (
    typeof value !== 'object' &&
    typeof value !== 'function' &&
    !(typeof value === 'undefined' && value !== undefined)
  ) {
    return showPrimitive(session, value);
  }
  if (value === null) return session.stylize('null', 'null');
  const self = value;
  if (isProxy(value)) {
    const [target, handler] = proxyDetails(value);
    if (target === null) return session.stylize('<Revoked Proxy>', 'special');
    if (session.showProxy) return showProxy(session, target, handler, depth);
    value = target;
    while (isProxy(value)) {
      [value] = proxyDetails(value);
      if (value === null) return session.stylize('<Revoked Proxy>', 'special');
    }
  }
  if (session.customInspect) {
    const text = showCustom(session, value, self, depth);
    if (text !== undefined) return text;
  }
  if (session.seen.includes(value)) {
    session.circular ??= new Map();
    if (!session.circular.has(value)) session.circular.set(value, session.circular.size + 1);
    return session.stylize(`[Circular *${session.circular.get(value)}]`, 'special');
  }
  return showObject(session, value, depth);
}
