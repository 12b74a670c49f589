// How an exhausted stack is told from other errors.

let overflowMessage;

/** @returns {boolean} whether V8 threw it as there was no stack left; its words are V8's own affair */
export function isStackOverflow(error) {
  if (overflowMessage === undefined) {
    try {
      (function overflow() {
        overflow();
      })();
    } catch (overflow) {
      overflowMessage = overflow.message;
    }
  }
  return error instanceof RangeError && error.message === overflowMessage;
}
