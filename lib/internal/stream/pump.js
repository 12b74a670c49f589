// Writes what an iterable has into a stream, no faster than that takes it.
import { aggregateTwoErrors } from '../errors.js';
import { finished } from './finished.js';

/**
 * @param {Iterable|AsyncIterable} iterable
 * @param {Writable} writable
 * @param {boolean} ends  whether writable ends with it
 * @returns {Promise<void>} once all is written; rejects with what either of them failed with
 */
export async function pumpToNode(iterable, writable, ends) {
  let failure;
  let waiting;
  const go = (error) => {
    if (error) failure = error;
    waiting?.();
    waiting = undefined;
  };
  const room = () =>
    new Promise((resolve, reject) => {
      const settle = () => (failure ? reject(failure) : resolve());
      if (failure) settle();
      else waiting = settle;
    });
  writable.on('drain', go);
  const stop = finished(writable, { readable: false }, go);
  try {
    if (writable.writableNeedDrain) await room();
    for await (const chunk of iterable) {
      if (!writable.write(chunk)) await room();
    }
    if (ends) {
      writable.end();
      await room();
    }
  } catch (error) {
    throw failure === error ? error : aggregateTwoErrors(failure, error);
  } finally {
    stop();
    writable.off('drain', go);
  }
}

/**
 * @param {Iterable|AsyncIterable} iterable
 * @param {WritableStream|TransformStream} stream
 * @param {boolean} ends  whether stream is closed with it
 * @returns {Promise<void>}
 */
export async function pumpToWeb(iterable, stream, ends) {
  const writer = (typeof stream.getWriter === 'function' ? stream : stream.writable).getWriter();
  try {
    for await (const chunk of iterable) {
      await writer.ready;
      writer.write(chunk).catch(() => {}); // the writer tells of it
    }
    await writer.ready;
    if (ends) await writer.close();
  } catch (error) {
    await writer.abort(error);
    throw error;
  }
}
