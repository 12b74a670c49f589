// `await using` of a stream.
import { finished } from './finished.js';

/** @returns {Promise<void>} once the stream is closed; rejects with what it failed with, except that it was aborted */
export function disposeOf(stream) {
  return new Promise((resolve, reject) => {
    finished(stream, (error) => (error && error.name !== 'AbortError' ? reject(error) : resolve()));
  });
}
