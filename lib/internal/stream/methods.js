// Methods of streams that the package lacks or words otherwise.
import EventEmitter from '../../events.js';
import Stream from '../deps/readable-stream.js';
import { AbortError, codes } from '../errors.js';
import { validateAbortSignal, validateObject } from '../validators.js';

const { Readable, Writable, Duplex, addAbortSignal, compose, finished, isReadable, isWritable } = Stream;

// Not enumerable, as a method of a class.
function method(constructor, name, value) {
  Object.defineProperty(constructor.prototype, name, { value, writable: true, enumerable: false, configurable: true });
}

/**
 * This stream and what transforms it, as one Duplex.
 * @param {Stream|Iterable|AsyncIterable|Function} stream
 * @param {{signal?: AbortSignal}} [options]
 * @throws ERR_INVALID_ARG_VALUE if the stream cannot be written to
 * Source: Node readable.compose since v19.1.0.
 */
method(Readable, 'compose', function composeWith(stream, options) {
  if (options !== undefined && options !== null) validateObject(options, 'options');
  const signal = options?.signal;
  if (signal !== undefined && signal !== null) validateAbortSignal(signal, 'options.signal');
  if (typeof stream?.on === 'function' && !isWritable(stream)) {
    throw new codes.ERR_INVALID_ARG_VALUE('stream', stream, 'must be writable');
  }
  const composed = compose(this, stream);
  return signal ? addAbortSignal(signal, composed) : composed;
});

/**
 * Destroys the stream with an AbortError if it still has work, and waits until it is closed.
 * Source: Node writable[Symbol.asyncDispose] since v22.4.0.
 */
async function dispose() {
  let error = null;
  if (!this.destroyed) {
    error = isWritable(this) || isReadable(this) ? new AbortError() : null;
    this.destroy(error);
  }
  await new Promise((resolve, reject) => {
    finished(this, (failure) => (failure && failure.name !== 'AbortError' ? reject(failure) : resolve()));
  });
}
method(Writable, Symbol.asyncDispose, dispose);
method(Duplex, Symbol.asyncDispose, dispose);

const { end } = Writable.prototype;

/**
 * The last chunk, if any, and the end of the stream.
 * @param {string|ArrayBufferView|*} [chunk]
 * @param {string} [encoding]  of a string
 * @param {function(?Error)} [callback]  gets null when all is written, else what went wrong
 * Source: Node writable.end since v0.9.4.
 */
Writable.prototype.end = function endWith(chunk, encoding, callback) {
  if (typeof chunk === 'function') return end.call(this, orNull(chunk));
  if (typeof encoding === 'function') return end.call(this, chunk, orNull(encoding));
  return end.call(this, chunk, encoding, callback && orNull(callback));
};
Duplex.prototype.end = Writable.prototype.end;
// A Duplex also tells the writes that it has not carried out.
Duplex.prototype.destroy = Writable.prototype.destroy;

function orNull(callback) {
  return typeof callback === 'function' ? (error) => callback(error ?? null) : callback;
}

const { pipe } = Readable.prototype;

/**
 * @param {Writable} destination  gets all chunks; what its write() throws destroys it
 * @param {{end?: boolean}} [options]  whether the destination ends with this stream; so by default
 * @returns {Writable} destination
 * Source: Node readable.pipe since v0.9.4.
 */
Readable.prototype.pipe = function pipeTo(destination, options) {
  pipe.call(this, destination, options);
  const onData = this.rawListeners('data').at(-1);
  const guarded = (chunk) => {
    try {
      onData(chunk);
    } catch (error) {
      destination.destroy(error);
    }
  };
  guarded.listener = onData; // by which unpipe() finds it
  this.removeListener('data', onData);
  EventEmitter.prototype.on.call(this, 'data', guarded);
  return destination;
};

// The names of a stream's own events come first, whatever the order in which the listeners came.
const ownEvents = [
  'close',
  'error',
  'prefinish',
  'finish',
  'drain',
  'data',
  'end',
  'pause',
  'resume',
  'pipe',
  'unpipe',
  'readable',
];

function eventNames() {
  const names = EventEmitter.prototype.eventNames.call(this);
  return [...ownEvents.filter((name) => names.includes(name)), ...names.filter((name) => !ownEvents.includes(name))];
}
for (const constructor of [Readable, Writable]) method(constructor, 'eventNames', eventNames);
