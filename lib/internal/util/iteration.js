// Programs may take the iteration of arrays away, or change it. What shows their values and errors iterates all the same.

const arrays = Array.prototype;
const iterators = Object.getPrototypeOf([][Symbol.iterator]());
const { iterator } = Symbol;
const { values } = arrays;
const { next } = iterators;

/** Whether `for (x of array)` does what the language says. */
export const arraysIterate = () => arrays[iterator] === values && iterators.next === next;

function put(object, key, value) {
  const before = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { value, writable: true, enumerable: false, configurable: true });
  return () => {
    if (before === undefined) delete object[key];
    else Object.defineProperty(object, key, before);
  };
}

/**
 * Runs `work` with arrays as the language has them; what the program has made of them is back afterwards.
 * @param {Function} work
 * @param {...unknown} args  of it
 */
export function withIteration(work, ...args) {
  const undoArrays = put(arrays, iterator, values);
  const undoIterators = put(iterators, 'next', next);
  try {
    return work(...args);
  } finally {
    undoIterators();
    undoArrays();
  }
}
