// node:readline/promises.
import { AbortError, codes } from '../internal/errors.js';
import { Readline } from '../internal/readline/actions.js';
import { Interface as CallbackInterface } from '../internal/readline/interface.js';
import { validateAbortSignal } from '../internal/validators.js';

/** Source: Node readlinePromises.Interface since v17.0.0. */
class Interface extends CallbackInterface {
  #reject;

  /**
   * @param {string} query
   * @param {{signal?: AbortSignal}} [options]
   * @returns {Promise<string>} the next line. Rejects with ERR_USE_AFTER_CLOSE, ERR_INVALID_ARG_TYPE, or an AbortError when the
   *   signal is aborted
   * Source: Node rlPromises.question since v17.0.0.
   */
  async question(query, options) {
    if (this.closed) throw new codes.ERR_USE_AFTER_CLOSE('readline');
    const signal = options?.signal;
    if (signal) {
      validateAbortSignal(signal, 'options.signal');
      if (signal.aborted) throw new AbortError(undefined, { cause: signal.reason });
    }
    const onAbort = () => {
      this._cancelQuestion();
      this.#reject(new AbortError(undefined, { cause: signal.reason }));
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#reject = reject;
        this._ask(query, resolve);
      });
    } finally {
      this.#reject = undefined;
      signal?.removeEventListener('abort', onAbort);
    }
  }

  // An open question is taken back.
  _quit(key) {
    this.#reject?.(new AbortError(`Aborted with ${key}`));
    super._quit(key);
  }

  // The completer may return a promise.
  async _complete(text, done) {
    let found;
    try {
      found = await this.completer(text);
    } catch (error) {
      done(error);
      return;
    }
    done(null, found);
  }
}

/**
 * @param {...*} args  as for new Interface()
 * @returns {Interface}
 * Source: Node readlinePromises.createInterface since v17.0.0.
 */
function createInterface(input, output, completer, terminal) {
  return new Interface(input, output, completer, terminal);
}

export default { Interface, Readline, createInterface };
