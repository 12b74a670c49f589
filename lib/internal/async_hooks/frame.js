// The async context: a frame maps each AsyncLocalStorage to its store. Frames are never changed, only replaced, so
// that work which remembers one keeps what it saw. V8 carries the current one through promises.

import { getContext, observe, setContext } from './origin.js';

/** Calls fn with frame as the async context. */
export function runInFrame(frame, fn, self, args) {
  const before = getContext();
  setContext(frame);
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    setContext(before);
  }
}

/** @returns {Map} the current frame with one store replaced */
export function frameWith(storage, store) {
  observe();
  return new Map(getContext()).set(storage, store);
}

/** @returns {Map|undefined} `frame`, with the store of one as it is in `model` */
export function frameLike(frame, storage, model) {
  const result = new Map(frame);
  if (model?.has(storage)) result.set(storage, model.get(storage));
  else result.delete(storage);
  return result.size === 0 ? undefined : result;
}

/** @returns {Map|undefined} the current frame without the store of one */
export function frameWithout(storage) {
  const frame = new Map(getContext());
  frame.delete(storage);
  return frame.size === 0 ? undefined : frame;
}
