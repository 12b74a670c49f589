// 'error' events that nobody listens to: who emitted them is told together with the error.

const emissions = new WeakMap();

/**
 * Notes who emits `error`.
 * @param {Error} error
 * @param {EventEmitter} emitter
 * @param {Function} emit  the frames from here on are left out
 */
export function noteEmission(error, emitter, emit) {
  const origin = {};
  try {
    Error.captureStackTrace(origin, emit);
    const { name } = emitter.constructor;
    emissions.set(error, { origin, name: name === 'EventEmitter' ? undefined : name });
  } catch {
    // an emitter that shows nothing of itself
  }
}

/** Replaces what `lines` ends with, but for its first and last line, where `original` ends with the same. */
function shortenCommon(lines, original) {
  let common = 0;
  while (common < lines.length && common < original.length && lines.at(-1 - common) === original.at(-1 - common))
    common++;
  if (common <= 3) return lines;
  const note = '    [... lines matching original stack trace ...]';
  return [...lines.slice(0, lines.length - common + 1), note, lines.at(-1)];
}

/** @returns {string | undefined} the stack of an error with who emitted it; undefined where nobody did */
export function stackWithEmission(error) {
  const emission = emissions.get(error);
  if (emission === undefined) return undefined;
  const { stack } = error;
  const emitted = emission.origin.stack;
  if (typeof stack !== 'string' || typeof emitted !== 'string') return undefined;
  const frames = (text) => text.split('\n').filter((line) => /^ +at /.test(line));
  const on = emission.name === undefined ? '' : ` on ${emission.name} instance`;
  return `${stack}\nEmitted 'error' event${on} at:\n${shortenCommon(frames(emitted), frames(stack)).join('\n')}`;
}
