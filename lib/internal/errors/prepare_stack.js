// What `error.stack` is made of.
const toText = Error.prototype.toString;

let mapFrames;

/** @param {((sites: CallSite[]) => string) | undefined} fn  gives the frames' lines where source maps are on */
export function setFrameMapper(fn) {
  mapFrames = fn;
}

function headline(error) {
  try {
    return toText.call(error);
  } catch {
    return '<error>';
  }
}

/**
 * What V8 calls for a stack, the first time somebody looks at it. A program may put its own in this place, and call this one.
 * @param {Error} error
 * @param {CallSite[]} trace
 * @returns {string}  Node Error.prepareStackTrace
 */
function prepareStackTrace(error, trace) {
  const text = headline(error);
  if (trace.length === 0) return text;
  if (mapFrames !== undefined) {
    try {
      return text + mapFrames(trace);
    } catch {
      // a broken map hides no stack
    }
  }
  let out = text;
  for (let i = 0; i < trace.length; i++) out += `\n    at ${trace[i]}`;
  return out;
}

Object.defineProperty(Error, 'prepareStackTrace', {
  value: prepareStackTrace,
  writable: true,
  enumerable: false,
  configurable: true,
});

/** Error -> function that chooses the frames its stack is made of */
const choices = new WeakMap();

/**
 * Chooses what an error's stack will be made of, unless it is made already. Has an effect where there are contexts of node:vm.
 * @param {Error} error
 * @param {(trace: CallSite[]) => CallSite[]} choose
 */
export function chooseFrames(error, choose) {
  choices.set(error, choose);
}

/**
 * A stack's text where there are contexts of node:vm: by what the program has put into the error's own context; else into the main one,
 * which speaks for all.
 * @param {Function | undefined} Own  Error of the error's context, where that is not the main one
 * @param {Error} error
 * @param {CallSite[]} given
 */
export function stackInContext(Own, error, given) {
  const trace = choices.get(error)?.(given) ?? given;
  if (typeof Own?.prepareStackTrace === 'function') return Own.prepareStackTrace(error, trace);
  if (typeof Error.prepareStackTrace === 'function') return Error.prepareStackTrace(error, trace);
  return prepareStackTrace(error, trace);
}
