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
