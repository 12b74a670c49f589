// t.waitFor(): polling with an end.
import { clearTimeout, setTimeout } from '../../timers.js';

/**
 * @param {() => unknown} condition
 * @param {number} interval  milliseconds between two calls
 * @param {number} timeout  milliseconds
 * @returns {Promise<unknown>} what the first call returns that neither throws nor rejects
 */
export async function waitFor(condition, interval, timeout) {
  let cause;
  let over = false;
  const late = Promise.withResolvers();
  const timer = setTimeout(() => {
    over = true;
    late.reject(new Error('waitFor() timed out', { cause }));
  }, timeout);
  const poll = async () => {
    while (!over) {
      try {
        return await condition();
      } catch (error) {
        cause = error;
      }
      await new Promise((resolve) => setTimeout(resolve, interval));
    }
    return undefined;
  };
  try {
    return await Promise.race([poll(), late.promise]);
  } finally {
    over = true;
    clearTimeout(timer);
  }
}
