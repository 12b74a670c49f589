// Node's streams as web streams: Readable.toWeb(), Writable.toWeb(), Duplex.toWeb().
import { Buffer } from '../../../buffer.js';

import { AbortError, codes } from '../../errors.js';
import { validateOneOf } from '../../validators.js';
import { noop } from '../../webstreams/promises.js';
import { ReadableStream } from '../../webstreams/readable_stream.js';
import { WritableStream } from '../../webstreams/writable_stream.js';
import { destroyStream as destroy } from '../destroyer.js';
import { finished } from '../finished.js';
import { getDefaultHighWaterMark } from '../options.js';
import { isReadable, isWritable } from '../status.js';

// That a stream ended early is, for web streams, an abort.
function reasonOf(error) {
  if (error?.code !== 'ERR_STREAM_PREMATURE_CLOSE') return error;
  return new AbortError(undefined, { cause: error });
}

const sizeOfBytes = (chunk) => chunk.byteLength ?? chunk.length;

function strategyOf(objectMode, highWaterMark) {
  return objectMode ? { highWaterMark } : { highWaterMark, size: sizeOfBytes };
}

// Bytes with memory of their own: a web stream may hand it on.
function ownBytes(chunk) {
  if (!Buffer.isBuffer(chunk)) return chunk;
  return chunk.byteLength === chunk.buffer.byteLength ? new Uint8Array(chunk.buffer) : new Uint8Array(chunk);
}

/**
 * @param {Readable} stream
 * @param {{strategy?: object, type?: 'bytes'}} [options]
 * @returns {ReadableStream}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 * Source: Node stream.Readable.toWeb since v17.0.0.
 */
export function readableToWeb(stream, options = {}) {
  if (typeof stream?._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', stream);
  }
  const { strategy, type } = options;
  if (type !== undefined) validateOneOf(type, 'options.type', ['bytes', undefined]);
  if (stream.destroyed || !isReadable(stream)) {
    const over = new ReadableStream({ type });
    over.cancel();
    return over;
  }
  const objectMode = stream.readableObjectMode;
  const ownStrategy = type === 'bytes' ? { highWaterMark: stream.readableHighWaterMark } : undefined;
  let controller;
  let cancelled = false;

  function onData(chunk) {
    controller.enqueue(objectMode && type !== 'bytes' ? chunk : ownBytes(chunk));
    if (controller.desiredSize <= 0) stream.pause();
  }

  stream.pause();
  const stopWaiting = finished(stream, { writable: false }, (error) => {
    stopWaiting();
    // what else goes wrong concerns nobody
    stream.on('error', noop);
    if (error) controller.error(reasonOf(error));
    else if (!cancelled) controller.close();
    if (!error) controller.byobRequest?.respond(0);
  });
  const web = new ReadableStream(
    {
      type,
      start(own) {
        controller = own;
      },
      pull() {
        stream.resume();
      },
      cancel(reason) {
        cancelled = true;
        destroy(stream, reason);
      },
    },
    strategy ?? ownStrategy ?? strategyOf(objectMode, stream.readableHighWaterMark),
  );
  stream.on('data', onData);
  stream.pause();
  return web;
}

/**
 * @param {Writable} stream
 * @returns {WritableStream}
 * @throws ERR_INVALID_ARG_TYPE
 * Source: Node stream.Writable.toWeb since v17.0.0.
 */
export function writableToWeb(stream) {
  // A response of an HTTP server is no Writable, but behaves as one.
  if (typeof stream?._writableState !== 'object' && typeof stream?.write !== 'function') {
    throw new codes.ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', stream);
  }
  if (stream.destroyed || !isWritable(stream)) {
    const over = new WritableStream();
    over.close();
    return over;
  }
  const objectMode = stream.writableObjectMode === true;
  let controller;
  let drained;
  let closing;

  const stopWaiting = finished(stream, { readable: false }, (error) => {
    stopWaiting();
    stream.on('error', noop);
    if (error) {
      const reason = reasonOf(error);
      drained?.reject(reason);
      closing?.reject(reason);
      controller.error(reason);
    } else if (closing !== undefined) {
      closing.resolve();
    } else {
      controller.error(new AbortError());
    }
  });
  stream.on('drain', () => drained?.resolve());

  return new WritableStream(
    {
      start(own) {
        controller = own;
      },
      write(chunk) {
        const bytes =
          !objectMode && (chunk instanceof ArrayBuffer || chunk instanceof SharedArrayBuffer)
            ? new Uint8Array(chunk)
            : chunk;
        if (stream.writableNeedDrain || !stream.write(bytes)) {
          drained = Promise.withResolvers();
          return drained.promise.finally(() => {
            drained = undefined;
          });
        }
      },
      abort(reason) {
        destroy(stream, reason);
      },
      close() {
        closing = Promise.withResolvers();
        if (!stream.writableEnded) stream.end();
        return closing.promise;
      },
    },
    strategyOf(objectMode, stream.writableHighWaterMark ?? getDefaultHighWaterMark(false)),
  );
}

/**
 * @param {Duplex} stream
 * @param {{type?: 'bytes', readableType?: 'bytes'}} [options]  of its readable side
 * @returns {{readable: ReadableStream, writable: WritableStream}}
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 * Source: Node stream.Duplex.toWeb since v17.0.0.
 */
export function duplexToWeb(stream, options = {}) {
  if (typeof stream?._writableState !== 'object' || typeof stream._readableState !== 'object') {
    throw new codes.ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', stream);
  }
  return {
    writable: isWritable(stream) && !stream.destroyed ? writableToWeb(stream) : overWritable(),
    readable:
      isReadable(stream) && !stream.destroyed
        ? readableToWeb(stream, { type: options.readableType ?? options.type })
        : overReadable(),
  };
}

function overReadable() {
  const web = new ReadableStream();
  web.cancel();
  return web;
}

function overWritable() {
  const web = new WritableStream();
  web.close();
  return web;
}
