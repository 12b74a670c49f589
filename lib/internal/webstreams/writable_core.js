// A writable stream without its face, its controller and its writer.
import { AbortController } from '../abort_controller.js';
import { invalidState, outOfRange } from './errors.js';
import { callForPromise, Deferred, done, LazyPromise } from './promises.js';
import { Queue, SizedQueue } from './queue.js';
import { isSize } from './strategy.js';

const CLOSE = Symbol('close'); // stands in the queue for the end

/** The internal slots of a WritableStream. */
export class WritableCore {
  state = 'writable'; // 'writable', 'erroring', 'errored', 'closed'
  storedError = undefined;
  writer = null;
  controller = null;
  backpressure = false;
  face = null;
  writeRequests = new Queue(); // of what is told how the writes of the chunks that wait end: resolve() or reject(error)
  inFlightWrite = null;
  closeRequest = null;
  inFlightClose = null;
  pendingAbort = null; // { deferred, reason, wasAlreadyErroring }
  /** Settles when the stream is over, whoever writes it: Node's finished() waits for it. */
  over = new LazyPromise();

  get locked() {
    return this.writer !== null;
  }

  /** (WritableStreamCloseQueuedOrInFlight) */
  get closing() {
    return this.closeRequest !== null || this.inFlightClose !== null;
  }

  /** (WritableStreamAbort) @returns {Promise<undefined>} */
  abort(reason) {
    if (this.state === 'closed' || this.state === 'errored') return Promise.resolve();
    this.controller.abortController?.abort(reason);
    this.controller.abortReason = { reason };
    if (this.state === 'closed' || this.state === 'errored') return Promise.resolve();
    if (this.pendingAbort !== null) return this.pendingAbort.deferred.promise;
    const wasAlreadyErroring = this.state === 'erroring';
    const deferred = new Deferred();
    this.pendingAbort = { deferred, reason: wasAlreadyErroring ? undefined : reason, wasAlreadyErroring };
    if (!wasAlreadyErroring) this.startErroring(reason);
    return deferred.promise;
  }

  /** (WritableStreamClose) @returns {Promise<undefined>} */
  close() {
    if (this.state === 'closed' || this.state === 'errored')
      return Promise.reject(invalidState('WritableStream is closed'));
    const deferred = new Deferred();
    this.closeRequest = deferred;
    if (this.writer !== null && this.backpressure && this.state === 'writable') this.writer.ready.resolve();
    this.controller.close();
    return deferred.promise;
  }

  /** (WritableStreamUpdateBackpressure) */
  updateBackpressure(backpressure) {
    if (this.writer !== null && backpressure !== this.backpressure) {
      if (backpressure) this.writer.ready = new LazyPromise();
      else this.writer.ready.resolve();
    }
    this.backpressure = backpressure;
  }

  /** (WritableStreamDealWithRejection) */
  dealWithRejection(error) {
    if (this.state === 'writable') this.startErroring(error);
    else this.finishErroring();
  }

  startErroring(reason) {
    this.state = 'erroring';
    this.storedError = reason;
    this.writer?.failReady(() => reason);
    if (this.inFlightWrite === null && this.inFlightClose === null && this.controller.started) this.finishErroring();
  }

  finishErroring() {
    this.state = 'errored';
    this.controller.errorSteps();
    for (const request of this.writeRequests.takeAll()) request.reject(this.storedError);
    const abort = this.pendingAbort;
    if (abort === null) {
      this.#rejectCloseAndClosed();
      return;
    }
    this.pendingAbort = null;
    if (abort.wasAlreadyErroring) {
      abort.deferred.reject(this.storedError);
      this.#rejectCloseAndClosed();
      return;
    }
    this.controller.abortSteps(abort.reason).then(
      () => {
        abort.deferred.resolve();
        this.#rejectCloseAndClosed();
      },
      (error) => {
        abort.deferred.reject(error);
        this.#rejectCloseAndClosed();
      },
    );
  }

  #rejectCloseAndClosed() {
    const error = this.storedError;
    if (this.closeRequest !== null) {
      this.closeRequest.reject(error);
      this.closeRequest = null;
    }
    this.writer?.closed.reject(() => error);
    this.over.reject(() => error);
  }

  /** (FinishInFlightWrite) */
  finishWrite() {
    this.inFlightWrite.resolve();
    this.inFlightWrite = null;
  }

  /** (FinishInFlightWriteWithError) */
  failWrite(error) {
    this.inFlightWrite.reject(error);
    this.inFlightWrite = null;
    this.dealWithRejection(error);
  }

  /** (FinishInFlightClose) */
  finishClose() {
    this.inFlightClose.resolve();
    this.inFlightClose = null;
    if (this.state === 'erroring') {
      // it has closed well before the abort could take place
      this.storedError = undefined;
      this.pendingAbort?.deferred.resolve();
      this.pendingAbort = null;
    }
    this.state = 'closed';
    this.writer?.closed.resolve();
    this.over.resolve();
  }

  /** (FinishInFlightCloseWithError) */
  failClose(error) {
    this.inFlightClose.reject(error);
    this.inFlightClose = null;
    this.pendingAbort?.deferred.reject(error);
    this.pendingAbort = null;
    this.dealWithRejection(error);
  }
}

/** The internal slots of a WritableStreamDefaultController. */
export class WritableControllerCore {
  queue = new SizedQueue();
  started = false;
  face = null;
  abortController = null; // made when someone asks for the signal
  abortReason = null;

  /**
   * @param {WritableCore} stream
   * @param {{write: Function, close: Function, abort: Function}} sink  each returns a promise
   * @param {number} highWaterMark
   * @param {Function} [size]  of a chunk; each counts as one without it
   */
  constructor(stream, { write = done, close = done, abort = done }, highWaterMark, size) {
    this.stream = stream;
    this.writeSink = write;
    this.closeSink = close;
    this.abortSink = abort;
    this.highWaterMark = highWaterMark;
    this.size = size;
    stream.controller = this;
    stream.updateBackpressure(this.full);
  }

  startWith(result) {
    const { stream } = this;
    Promise.resolve(result).then(
      () => {
        this.started = true;
        this.#advance();
      },
      (error) => {
        this.started = true;
        stream.dealWithRejection(error);
      },
    );
  }

  get signal() {
    if (this.abortController === null) {
      this.abortController = new AbortController();
      if (this.abortReason !== null) this.abortController.abort(this.abortReason.reason);
    }
    return this.abortController.signal;
  }

  get desiredSize() {
    return this.highWaterMark - this.queue.total;
  }

  /** (GetBackpressure) */
  get full() {
    return this.desiredSize <= 0;
  }

  #letGo() {
    this.writeSink = done;
    this.closeSink = done;
    this.abortSink = done;
    this.size = undefined;
  }

  /** (GetChunkSize) What size() throws fails the stream. */
  sizeOf(chunk) {
    if (this.size === undefined) return 1;
    try {
      return +this.size(chunk);
    } catch (error) {
      this.errorIfNeeded(error);
      return 1;
    }
  }

  /** (ErrorIfNeeded) */
  errorIfNeeded(error) {
    if (this.stream.state === 'writable') this.error(error);
  }

  error(error) {
    this.#letGo();
    this.stream.startErroring(error);
  }

  close() {
    this.queue.push(CLOSE, 0);
    this.#advance();
  }

  write(chunk, size) {
    const { stream } = this;
    if (!isSize(size)) {
      this.errorIfNeeded(outOfRange('size', size));
      return;
    }
    this.queue.push(chunk, size);
    if (!stream.closing && stream.state === 'writable') stream.updateBackpressure(this.full);
    this.#advance();
  }

  // (AdvanceQueueIfNeeded)
  #advance() {
    const { stream } = this;
    if (!this.started || stream.inFlightWrite !== null) return;
    if (stream.state === 'erroring') {
      stream.finishErroring();
      return;
    }
    if (this.queue.length === 0) return;
    const chunk = this.queue.peek();
    if (chunk === CLOSE) this.#processClose();
    else this.#processWrite(chunk);
  }

  #processClose() {
    const { stream } = this;
    stream.inFlightClose = stream.closeRequest;
    stream.closeRequest = null;
    this.queue.shift();
    const closing = this.closeSink();
    this.#letGo();
    closing.then(
      () => stream.finishClose(),
      (error) => stream.failClose(error),
    );
  }

  #processWrite(chunk) {
    const { stream } = this;
    stream.inFlightWrite = stream.writeRequests.shift();
    this.writeSink(chunk).then(this.#written, this.#writeFailed);
  }

  #written = () => {
    const { stream } = this;
    stream.finishWrite();
    this.queue.shift();
    if (!stream.closing && stream.state === 'writable') stream.updateBackpressure(this.full);
    this.#advance();
  };

  #writeFailed = (error) => {
    const { stream } = this;
    if (stream.state === 'writable') this.#letGo();
    stream.failWrite(error);
  };

  abortSteps(reason) {
    const aborting = this.abortSink(reason);
    this.#letGo();
    return aborting;
  }

  errorSteps() {
    this.queue.clear();
  }
}

/** The internal slots of a WritableStreamDefaultWriter. */
export class WriterCore {
  /** @throws ERR_INVALID_STATE if the stream has a writer */
  constructor(stream) {
    if (stream.locked) throw invalidState('WritableStream is locked');
    this.stream = stream;
    stream.writer = this;
    const failed = () => stream.storedError;
    if (stream.state === 'writable') {
      this.ready = !stream.closing && stream.backpressure ? new LazyPromise() : LazyPromise.resolved();
      this.closed = new LazyPromise();
    } else if (stream.state === 'erroring') {
      this.ready = LazyPromise.rejected(failed);
      this.closed = new LazyPromise();
    } else if (stream.state === 'closed') {
      this.ready = LazyPromise.resolved();
      this.closed = LazyPromise.resolved();
    } else {
      this.ready = LazyPromise.rejected(failed);
      this.closed = LazyPromise.rejected(failed);
    }
  }

  /** (EnsureReadyPromiseRejected) */
  failReady(makeError) {
    if (this.ready.pending) this.ready.reject(makeError);
    else this.ready = LazyPromise.rejected(makeError);
  }

  get desiredSize() {
    const { state, controller } = this.stream;
    if (state === 'errored' || state === 'erroring') return null;
    return state === 'closed' ? 0 : controller.desiredSize;
  }

  /**
   * (WritableStreamDefaultWriterWrite)
   * @param {*} chunk
   * @param {{resolve: () => void, reject: (error) => void}} request  is told how it ends
   */
  write(chunk, request) {
    const { stream } = this;
    const { controller } = stream;
    const size = controller.sizeOf(chunk);
    if (stream !== this.stream) return request.reject(invalidState('Mismatched WritableStreams'));
    const { state } = stream;
    if (state === 'errored') return request.reject(stream.storedError);
    if (stream.closing || state === 'closed') return request.reject(invalidState('WritableStream is closed'));
    if (state === 'erroring') return request.reject(stream.storedError);
    stream.writeRequests.push(request);
    controller.write(chunk, size);
  }

  /** (CloseWithErrorPropagation) @returns {Promise<undefined>} */
  closeUnlessFailed() {
    const { stream } = this;
    if (stream.closing || stream.state === 'closed') return Promise.resolve();
    if (stream.state === 'errored') return Promise.reject(stream.storedError);
    return stream.close();
  }

  release() {
    const { stream } = this;
    const makeError = () => invalidState('Writer has been released');
    this.failReady(makeError);
    if (this.closed.pending) this.closed.reject(makeError);
    else this.closed = LazyPromise.rejected(makeError);
    stream.writer = null;
    this.stream = null;
  }
}

/** A writable stream whose sink is the library itself. (CreateWritableStream) */
export function createWritable(sink, highWaterMark = 1, size = undefined) {
  const stream = new WritableCore();
  const controller = new WritableControllerCore(stream, sink, highWaterMark, size);
  controller.startWith(sink.start?.(controller));
  return stream;
}

/** One whose sink is a program's. (SetUpWritableStreamDefaultControllerFromUnderlyingSink) */
export function setUpController(stream, sink, { start, write, close, abort }, highWaterMark, size, makeFace) {
  const controller = new WritableControllerCore(
    stream,
    {
      write: write && ((chunk) => callForPromise(write, sink, chunk, makeFace(controller))),
      close: close && (() => callForPromise(close, sink)),
      abort: abort && ((reason) => callForPromise(abort, sink, reason)),
    },
    highWaterMark,
    size,
  );
  controller.startWith(start === undefined ? undefined : start.call(sink, makeFace(controller)));
}
