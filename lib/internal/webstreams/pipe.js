// pipeTo() and pipeThrough(): from a readable stream into a writable one.
import { addAbortListener } from '../events/abort_listener.js';
import { invalidState } from './errors.js';
import { Deferred, noop, soon } from './promises.js';
import { DefaultReaderCore } from './readable_core.js';
import { WriterCore } from './writable_core.js';

/**
 * Pipes, and ends, fails and cancels as the standard wants it. (ReadableStreamPipeTo)
 * @param {ReadableCore} source
 * @param {WritableCore} destination
 * @param {{preventClose?: boolean, preventAbort?: boolean, preventCancel?: boolean, signal?: AbortSignal}} options
 * @returns {Promise<undefined>}
 */
export function pipe(source, destination, options) {
  return new Pipe(source, destination, options).result.promise;
}

/** A write under way, whose outcome shows in the destination's state as well: here it matters only that it is over. */
class Write {
  #over = false;
  #waiting;

  static none() {
    const write = new Write();
    write.resolve();
    return write;
  }

  resolve() {
    this.#over = true;
    if (this.#waiting !== undefined) soon(this.#waiting);
  }

  reject() {
    this.resolve();
  }

  whenOver(callback) {
    if (this.#over) soon(callback);
    else this.#waiting = callback;
  }
}

class Pipe {
  result = new Deferred();
  #source;
  #destination;
  #reader;
  #writer;
  #options;
  #listening;
  #shuttingDown = false;
  #value; // that was read and is about to be written
  #lastWrite = Write.none();

  constructor(source, destination, options) {
    this.#source = source;
    this.#destination = destination;
    this.#options = options;
    this.#reader = new DefaultReaderCore(source);
    this.#writer = new WriterCore(destination);
    source.disturbed = true;
    if (options.signal?.aborted) {
      this.#abort(options.signal.reason);
      return;
    }
    if (options.signal !== undefined) {
      this.#listening = addAbortListener(options.signal, () => this.#abort(options.signal.reason));
    }
    this.#watch();
    this.#step();
  }

  #abort(reason) {
    const actions = [];
    if (!this.#options.preventAbort) {
      actions.push(() => (this.#destination.state === 'writable' ? this.#destination.abort(reason) : undefined));
    }
    if (!this.#options.preventCancel) {
      actions.push(() => (this.#source.state === 'readable' ? this.#source.cancel(reason) : undefined));
    }
    this.#shutDown(() => Promise.all(actions.map((action) => action())), { error: reason });
  }

  // Errors go forward and backward, ends too.
  #watch() {
    const source = this.#source;
    const destination = this.#destination;
    const { preventAbort, preventCancel, preventClose } = this.#options;

    when(source.state, 'errored', this.#reader.closed, 1, () => {
      const error = source.storedError;
      this.#shutDown(preventAbort ? undefined : () => destination.abort(error), { error });
    });
    when(destination.state, 'errored', this.#writer.closed, 1, () => {
      const error = destination.storedError;
      this.#shutDown(preventCancel ? undefined : () => source.cancel(error), { error });
    });
    when(source.state, 'closed', this.#reader.closed, 0, () => {
      this.#shutDown(preventClose ? undefined : () => this.#writer.closeUnlessFailed());
    });
    if (destination.closing || destination.state === 'closed') {
      const error = invalidState('Destination WritableStream is closed');
      this.#shutDown(preventCancel ? undefined : () => source.cancel(error), { error });
    }
  }

  #step = () => {
    while (!this.#shuttingDown) {
      const { desiredSize } = this.#writer;
      if (desiredSize === null) return; // it fails: whoever watches ends the pipe
      if (desiredSize <= 0) {
        this.#writer.ready.whenResolved(this.#step);
        return;
      }
      if (!this.#source.hasChunk()) {
        this.#reader.read(this);
        return;
      }
      this.#write(this.#source.takeChunk());
    }
  };

  // What read() calls back, once before the next read.
  chunk(value) {
    this.#value = value;
    soon(this.#writeRead); // so that all that the source does with the chunk is done
  }

  #writeRead = () => {
    const value = this.#value;
    this.#value = undefined;
    this.#write(value);
    this.#step();
  };

  #write(value) {
    this.#lastWrite = new Write();
    this.#writer.write(value, this.#lastWrite);
  }
  close() {}
  error() {}

  // What was read is written first. (Shutdown with an action)
  #shutDown(action, failure) {
    if (this.#shuttingDown) return;
    this.#shuttingDown = true;
    const finish = () => {
      if (action === undefined) {
        this.#finalize(failure);
        return;
      }
      action().then(
        () => this.#finalize(failure),
        (error) => this.#finalize({ error }),
      );
    };
    const { state, closing } = this.#destination;
    if (state === 'writable' && !closing) this.#afterWrites(finish);
    else finish();
  }

  #afterWrites(then) {
    const write = this.#lastWrite;
    // Another chunk may have been on its way when the shutdown began.
    write.whenOver(() => (write === this.#lastWrite ? then() : this.#afterWrites(then)));
  }

  #finalize(failure) {
    this.#writer.release();
    this.#reader.release();
    this.#listening?.[Symbol.dispose]();
    if (failure === undefined) this.result.resolve();
    else this.result.reject(failure.error);
  }
}

// Calls back when a stream is in a state, or once its promise settles so.
function when(state, wanted, lazy, rejected, callback) {
  if (state === wanted) callback();
  else if (rejected) lazy.promise.then(undefined, callback);
  else lazy.promise.then(callback, noop);
}
