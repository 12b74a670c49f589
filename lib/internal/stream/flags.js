// What both halves of a stream note in one number each: a question about several of these is one test of the bits.

export const OBJECT_MODE = 1 << 0;
export const CONSTRUCTING = 1 << 1; // _construct() has not called back
export const SYNC = 1 << 2; // _read() or _write() is on the stack
export const EMIT_CLOSE = 1 << 3;
export const AUTO_DESTROY = 1 << 4;
export const DESTROYED = 1 << 5;
export const CLOSED = 1 << 6; // _destroy() has called back
export const CLOSE_EMITTED = 1 << 7;
export const ERRORED = 1 << 8;
export const ERROR_EMITTED = 1 << 9;

/** The first bit that a half has for itself. */
export const OWN = 10;

/**
 * Gives a class of states its bits by name, as programs know them.
 * @param {Function} State
 * @param {Record<string, number>} names  property -> bit in `flags`
 */
export function defineFlags(State, names) {
  for (const [name, bit] of Object.entries(names)) {
    Object.defineProperty(State.prototype, name, {
      get() {
        return (this.flags & bit) !== 0;
      },
      set(value) {
        if (value) this.flags |= bit;
        else this.flags &= ~bit;
      },
      configurable: true,
    });
  }
}

/** What a class of states has of both halves. */
export function defineCommon(State) {
  defineFlags(State, {
    objectMode: OBJECT_MODE,
    sync: SYNC,
    emitClose: EMIT_CLOSE,
    autoDestroy: AUTO_DESTROY,
    destroyed: DESTROYED,
    closed: CLOSED,
    closeEmitted: CLOSE_EMITTED,
    errorEmitted: ERROR_EMITTED,
  });
  Object.defineProperties(State.prototype, {
    constructed: {
      get() {
        return (this.flags & CONSTRUCTING) === 0;
      },
      set(value) {
        if (value) this.flags &= ~CONSTRUCTING;
        else this.flags |= CONSTRUCTING;
      },
      configurable: true,
    },
    // Null, or what the stream failed with.
    errored: {
      get() {
        return this.failure;
      },
      set(error) {
        this.failure = error;
        if (error) this.flags |= ERRORED;
        else this.flags &= ~ERRORED;
      },
      configurable: true,
    },
  });
}

/**
 * The bits that the options give to one half.
 * @param {object|undefined} options
 * @param {string} objectModeKey  the option for this half alone
 * @param {boolean} isDuplex
 */
export function flagsOf(options, objectModeKey, isDuplex) {
  if (options === undefined || options === null) return EMIT_CLOSE | AUTO_DESTROY;
  let flags = 0;
  if (options.objectMode || (isDuplex && options[objectModeKey])) flags |= OBJECT_MODE;
  if (options.emitClose !== false) flags |= EMIT_CLOSE;
  if (options.autoDestroy !== false) flags |= AUTO_DESTROY;
  return flags;
}
