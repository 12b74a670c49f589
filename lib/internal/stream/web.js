// Gives Node's streams their ways to and from web streams.
import Stream from '../deps/readable-stream.js';
import { load } from '../builtins.js';

const { Readable, Writable, Duplex } = Stream;

// Few programs need them: they are loaded at the first use.
const fromWeb = () => load('internal/stream/web/from_web');
const toWeb = () => load('internal/stream/web/to_web');

Readable.fromWeb = (web, options) => fromWeb().readableFromWeb(web, options);
Readable.toWeb = (stream, options) => toWeb().readableToWeb(stream, options);
Writable.fromWeb = (web, options) => fromWeb().writableFromWeb(web, options);
Writable.toWeb = (stream) => toWeb().writableToWeb(stream);
Duplex.fromWeb = (pair, options) => fromWeb().duplexFromWeb(pair, options);
Duplex.toWeb = (stream, options) => toWeb().duplexToWeb(stream, options);

const isWebReadable = (value) => typeof value?.getReader === 'function' && typeof value.pipeThrough === 'function';
const isWebWritable = (value) => typeof value?.getWriter === 'function' && typeof value.abort === 'function';

function ofNode(value) {
  if (isWebReadable(value)) return Readable.fromWeb(value);
  if (isWebWritable(value)) return Writable.fromWeb(value);
  return value;
}

const { from } = Duplex;

/**
 * @param {Stream|Blob|ArrayBuffer|string|Iterable|AsyncIterable|Function|Promise|{readable, writable}|ReadableStream|WritableStream} source
 * @returns {Duplex}
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node stream.Duplex.from since v16.8.0.
 */
Duplex.from = (source) => {
  if (isWebReadable(source) || isWebWritable(source)) return from(ofNode(source));
  if (isWebReadable(source?.readable) || isWebWritable(source?.writable)) {
    const pair = {};
    if (source.readable !== undefined) pair.readable = ofNode(source.readable);
    if (source.writable !== undefined) pair.writable = ofNode(source.writable);
    return from(pair);
  }
  return from(source);
};
