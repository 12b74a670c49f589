// --trace-env: who looks at which variable of the environment, on stderr. Values are not shown.
import { binding } from '../binding.js';

const { writeText } = binding('process');

const KINDS = { get: 'get', has: 'query', getOwnPropertyDescriptor: 'query', set: 'set', deleteProperty: 'delete' };

/** The functions that led to `trap`, as V8 writes them. */
function stackOf(trap) {
  const place = {};
  Error.captureStackTrace(place, trap);
  const { stack } = place;
  return `${stack.slice(stack.indexOf('\n') + 1)}\n`;
}

/**
 * Has the traps of process.env tell of themselves.
 * @param {ProxyHandler<object>} handler
 * @param {boolean} withStack  --trace-env-js-stack
 */
export function traceAccess(handler, withStack) {
  const wrap = (name, describe) => {
    const work = handler[name] ?? Reflect[name];
    handler[name] = function trap(...args) {
      const what = describe(args[1]);
      if (what !== undefined) writeText(2, `[--trace-env] ${what}\n${withStack ? stackOf(trap) : ''}`);
      return Reflect.apply(work, handler, args);
    };
  };
  for (const [name, word] of Object.entries(KINDS)) {
    wrap(name, (key) => (typeof key === 'string' ? `${word} "${key}"` : undefined));
  }
  // A definition is a set() of the handler's.
  wrap('ownKeys', () => 'enumerate environment variables');
}
