// ReadableStream.from(): a stream of what an iterable gives.
import { codes } from '../errors.js';
import { createReadable } from './default_controller.js';

/** (ReadableStreamFromIterable) @returns {ReadableCore}  @throws ERR_ARG_NOT_ITERABLE */
export function readableFrom(iterable) {
  const asynchronous = iterable?.[Symbol.asyncIterator];
  const method = asynchronous ?? iterable?.[Symbol.iterator];
  if (typeof method !== 'function')
    throw new codes.ERR_ARG_NOT_ITERABLE(typeof iterable === 'symbol' ? 'Symbol()' : iterable);
  const iterator = method.call(iterable);
  if (!isObject(iterator)) throw new TypeError('The iterator method must return an object');
  const { next } = iterator;

  const stream = createReadable(
    {
      async pull() {
        const result = await next.call(iterator);
        if (!isObject(result))
          throw new TypeError('The promise returned by the iterator.next() method must fulfill with an object');
        if (result.done) stream.controller.close();
        else stream.controller.enqueue(asynchronous ? result.value : await result.value);
      },
      async cancel(reason) {
        const leave = iterator.return;
        if (leave === undefined || leave === null) return;
        const result = await leave.call(iterator, reason);
        if (!isObject(result))
          throw new TypeError('The promise returned by the iterator.return() method must fulfill with an object');
      },
    },
    0,
  );
  return stream;
}

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
