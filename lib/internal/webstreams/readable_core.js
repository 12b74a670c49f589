// A readable stream without its face, and its readers. The controller is one of default_controller.js or byte_controller.js.
import { invalidState } from './errors.js';
import { Deferred, LazyPromise } from './promises.js';
import { Queue } from './queue.js';

/** The internal slots of a ReadableStream. */
export class ReadableCore {
  state = 'readable'; // 'readable', 'closed', 'errored'
  storedError = undefined;
  disturbed = false;
  reader = null;
  controller = null;
  face = null;
  /** Settles when the stream is over, whoever reads it: Node's finished() waits for it. */
  over = new LazyPromise();

  get locked() {
    return this.reader !== null;
  }

  /** Whether a value waits that takeChunk() takes. Streams of bytes have no values. */
  hasChunk() {
    const { controller } = this;
    return controller.queue.length > 0 && this.state === 'readable' && controller.take !== undefined;
  }

  takeChunk() {
    this.disturbed = true;
    return this.controller.take();
  }

  /** (ReadableStreamClose) */
  close() {
    this.state = 'closed';
    this.over.resolve();
    const { reader } = this;
    if (reader === null) return;
    reader.closed.resolve();
    if (!reader.byob) for (const request of reader.requests.takeAll()) request.close();
  }

  /** (ReadableStreamError) */
  error(error) {
    this.state = 'errored';
    this.storedError = error;
    this.over.reject(() => error);
    const { reader } = this;
    if (reader === null) return;
    reader.closed.reject(() => error);
    for (const request of reader.requests.takeAll()) request.error(error);
  }

  /** (ReadableStreamCancel) @returns {Promise<undefined>} */
  cancel(reason) {
    this.disturbed = true;
    if (this.state === 'closed') return Promise.resolve();
    if (this.state === 'errored') return Promise.reject(this.storedError);
    this.close();
    const { reader } = this;
    if (reader?.byob) for (const request of reader.requests.takeAll()) request.close(undefined);
    return this.controller.cancelSteps(reason).then(() => undefined);
  }
}

/**
 * Reads chunks. A request has chunk(value), close() and error(reason), of which one is called once.
 * (ReadableStreamDefaultReader)
 */
export class DefaultReaderCore {
  byob = false;
  stream;
  closed;
  requests = new Queue();

  /** @throws ERR_INVALID_STATE if the stream has a reader */
  constructor(stream) {
    acquire(this, stream);
  }

  read(request) {
    const { stream } = this;
    stream.disturbed = true;
    if (stream.state === 'readable') stream.controller.pullSteps(request);
    else if (stream.state === 'closed') request.close();
    else request.error(stream.storedError);
  }

  release() {
    release(this);
  }
}

/** Reads into memory of the caller. Requests have chunk(view), close(view) and error(reason). (ReadableStreamBYOBReader) */
export class ByobReaderCore {
  byob = true;
  stream;
  closed;
  requests = new Queue();

  /** @throws ERR_INVALID_STATE if the stream has a reader */
  constructor(stream) {
    acquire(this, stream);
  }

  read(view, min, request) {
    const { stream } = this;
    stream.disturbed = true;
    if (stream.state === 'errored') request.error(stream.storedError);
    else stream.controller.pullInto(view, min, request);
  }

  release() {
    release(this);
  }
}

// (ReadableStreamReaderGenericInitialize)
function acquire(reader, stream) {
  if (stream.locked) throw invalidState('ReadableStream is locked');
  reader.stream = stream;
  stream.reader = reader;
  if (stream.state === 'readable') reader.closed = new LazyPromise();
  else if (stream.state === 'closed') reader.closed = LazyPromise.resolved();
  else reader.closed = LazyPromise.rejected(() => stream.storedError);
}

const released = () => invalidState('Reader released');

// (ReadableStreamReaderGenericRelease, then the errors that wait)
function release(reader) {
  const { stream } = reader;
  if (reader.closed.pending) reader.closed.reject(released);
  else reader.closed = LazyPromise.rejected(released);
  stream.controller.releaseSteps();
  stream.reader = null;
  reader.stream = null;
  if (reader.requests.length === 0) return;
  const error = released();
  for (const request of reader.requests.takeAll()) request.error(error);
}

/** A request whose outcome is the promise of a result, as read() gives it. */
export class ReadRequest extends Deferred {
  chunk(value) {
    this.resolve({ value, done: false });
  }
  close(value) {
    this.resolve({ value, done: true });
  }
  error(reason) {
    this.reject(reason);
  }
}
