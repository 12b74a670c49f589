// What a stream is and how it stands, whoever made it: one of ours, of a package, of an old kind, or a web stream.

const kIsErrored = Symbol.for('nodejs.stream.errored');
const kIsReadable = Symbol.for('nodejs.stream.readable');
const kIsWritable = Symbol.for('nodejs.stream.writable');
const kIsDisturbed = Symbol.for('nodejs.stream.disturbed');

/** Says of a stream that has no `destroyed` that it is. */
export const kIsDestroyed = Symbol.for('nodejs.stream.destroyed');
/** Of a web stream: the promise that settles when it is over, as `{ promise }`. */
export const kIsClosedPromise = Symbol.for('nodejs.webstream.isClosedPromise');
/** Of a web stream: the function that makes it fail. */
export const kControllerErrorFunction = Symbol.for('nodejs.webstream.controllerErrorFunction');

const isFunction = (value) => typeof value === 'function';

/** Whether it is read. @param {boolean} [strictly]  a stream that can be paused and resumed */
export function isReadableNodeStream(stream, strictly = false) {
  return Boolean(
    stream &&
      isFunction(stream.pipe) &&
      isFunction(stream.on) &&
      (!strictly || (isFunction(stream.pause) && isFunction(stream.resume))) &&
      (!stream._writableState || stream._readableState?.readable !== false) &&
      (!stream._writableState || stream._readableState),
  );
}

/** Whether it is written to. */
export function isWritableNodeStream(stream) {
  return Boolean(
    stream &&
      isFunction(stream.write) &&
      isFunction(stream.on) &&
      (!stream._readableState || stream._writableState?.writable !== false),
  );
}

export function isDuplexNodeStream(stream) {
  return Boolean(
    stream && isFunction(stream.pipe) && stream._readableState && isFunction(stream.on) && isFunction(stream.write),
  );
}

export function isNodeStream(stream) {
  return Boolean(
    stream &&
      (stream._readableState ||
        stream._writableState ||
        (isFunction(stream.write) && isFunction(stream.on)) ||
        (isFunction(stream.pipe) && isFunction(stream.on))),
  );
}

export function isReadableStream(value) {
  return Boolean(
    value &&
      !isNodeStream(value) &&
      isFunction(value.pipeThrough) &&
      isFunction(value.getReader) &&
      isFunction(value.cancel),
  );
}

export function isWritableStream(value) {
  return Boolean(value && !isNodeStream(value) && isFunction(value.getWriter) && isFunction(value.abort));
}

export function isTransformStream(value) {
  return Boolean(
    value && !isNodeStream(value) && typeof value.readable === 'object' && typeof value.writable === 'object',
  );
}

export function isWebStream(value) {
  return isReadableStream(value) || isWritableStream(value) || isTransformStream(value);
}

export function isAsyncIterable(value) {
  return isFunction(value?.[Symbol.asyncIterator]);
}

export function isIterable(value) {
  return isAsyncIterable(value) || isFunction(value?.[Symbol.iterator]);
}

/** @returns {boolean|null} null if it is no stream */
export function isDestroyed(stream) {
  if (!isNodeStream(stream)) return null;
  const state = stream._writableState || stream._readableState;
  return Boolean(stream.destroyed || stream[kIsDestroyed] || state?.destroyed);
}

/** Whether end() has been called; null if nobody can know. */
export function isWritableEnded(stream) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableEnded === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  return typeof state?.ended === 'boolean' ? state.ended : null;
}

/** Whether all is written. @param {boolean} [strictly]  'finish' has been emitted */
export function isWritableFinished(stream, strictly = true) {
  if (!isWritableNodeStream(stream)) return null;
  if (stream.writableFinished === true) return true;
  const state = stream._writableState;
  if (state?.errored) return false;
  if (typeof state?.finished !== 'boolean') return null;
  return state.finished || (!strictly && state.ended === true && state.length === 0);
}

/** Whether the end has come; null if nobody can know. */
export function isReadableEnded(stream) {
  if (!isReadableNodeStream(stream)) return null;
  if (stream.readableEnded === true) return true;
  const state = stream._readableState;
  if (!state || state.errored) return false;
  return typeof state.ended === 'boolean' ? state.ended : null;
}

/** Whether all has been read. @param {boolean} [strictly]  'end' has been emitted */
export function isReadableFinished(stream, strictly = true) {
  if (!isReadableNodeStream(stream)) return null;
  const state = stream._readableState;
  if (state?.errored) return false;
  if (typeof state?.endEmitted !== 'boolean') return null;
  return state.endEmitted || (!strictly && state.ended === true && state.length === 0);
}

/**
 * @returns {boolean|null} whether something may still be read from it; null if it is no stream
 * Source: Node stream.isReadable since v16.14.0.
 */
export function isReadable(stream) {
  if (stream?.[kIsReadable] !== undefined && stream[kIsReadable] !== null) return stream[kIsReadable];
  if (typeof stream?.readable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isReadableNodeStream(stream) && stream.readable && !isReadableFinished(stream);
}

/**
 * @returns {boolean|null} whether it may still be written to; null if it is no stream
 * Source: Node stream.isWritable since v20.0.0.
 */
export function isWritable(stream) {
  if (stream?.[kIsWritable] !== undefined && stream[kIsWritable] !== null) return stream[kIsWritable];
  if (typeof stream?.writable !== 'boolean') return null;
  if (isDestroyed(stream)) return false;
  return isWritableNodeStream(stream) && stream.writable && !isWritableEnded(stream);
}

/** Whether nothing more happens in a stream. @param {{readable?: boolean, writable?: boolean}} [options]  false: not asked for */
export function isOver(stream, options) {
  if (!isNodeStream(stream)) return null;
  if (isDestroyed(stream)) return true;
  if (options?.readable !== false && isReadable(stream)) return false;
  return !(options?.writable !== false && isWritable(stream));
}

/** The error of the writing half, or true, false, null. */
export function writableError(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.writableErrored ?? stream._writableState?.errored ?? null;
}

/** The error of the reading half. */
export function readableError(stream) {
  if (!isNodeStream(stream)) return null;
  return stream.readableErrored ?? stream._readableState?.errored ?? null;
}

/** Whether destroying it is done; null if nobody can know. */
export function isClosed(stream) {
  if (!isNodeStream(stream)) return null;
  if (typeof stream.closed === 'boolean') return stream.closed;
  const { _writableState: writable, _readableState: readable } = stream;
  if (typeof writable?.closed === 'boolean' || typeof readable?.closed === 'boolean') {
    return Boolean(writable?.closed || readable?.closed);
  }
  // a message of HTTP
  return typeof stream._closed === 'boolean' && isOutgoingMessage(stream) ? stream._closed : null;
}

/** Whether 'close' follows once all is over. */
export function willEmitClose(stream) {
  if (!isNodeStream(stream)) return null;
  const { _writableState: writable, _readableState: readable } = stream;
  const state = writable || readable;
  return Boolean(
    (!state && isServerResponse(stream)) || (state?.autoDestroy && state.emitClose && state.closed === false),
  );
}

/**
 * @returns {boolean} whether it failed
 * Source: Node stream.isErrored since v17.3.0.
 */
export function isErrored(stream) {
  return Boolean(
    stream &&
      (stream[kIsErrored] ??
        stream.readableErrored ??
        stream.writableErrored ??
        stream._readableState?.errorEmitted ??
        stream._writableState?.errorEmitted ??
        stream._readableState?.errored ??
        stream._writableState?.errored),
  );
}

/**
 * @returns {boolean} whether it has been read from or cancelled
 * Source: Node stream.isDisturbed since v16.8.0.
 */
export function isDisturbed(stream) {
  return Boolean(stream && (stream[kIsDisturbed] ?? (stream.readableDidRead || stream.readableAborted)));
}

function isOutgoingMessage(stream) {
  return (
    typeof stream._closed === 'boolean' &&
    typeof stream._defaultKeepAlive === 'boolean' &&
    typeof stream._removedConnection === 'boolean' &&
    typeof stream._removedContLen === 'boolean'
  );
}

function isServerResponse(stream) {
  return typeof stream._sent100 === 'boolean' && isOutgoingMessage(stream);
}

/** Whether it is what a client sends. */
export function isRequest(stream) {
  return Boolean(stream && stream.setHeader && isFunction(stream.abort));
}

/** Whether it is what a server gets. */
export function isServerRequest(stream) {
  return (
    typeof stream._consuming === 'boolean' &&
    typeof stream._dumped === 'boolean' &&
    stream.req?.upgradeOrConnect === undefined
  );
}
