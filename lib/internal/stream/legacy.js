// The stream of old: an EventEmitter with pipe(), and what is common to all streams.
import EventEmitter from '../../events.js';

/**
 * @param {object} [options]  of the EventEmitter
 * Source: Node stream, "legacy".
 */
export function Stream(options) {
  EventEmitter.call(this, options);
}
Object.setPrototypeOf(Stream.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Stream, EventEmitter);

/** Passes every 'data' on to destination, which is paused for by pause() and resume(). */
Stream.prototype.pipe = function pipe(destination, options) {
  const source = this;
  let over = false;

  function onData(chunk) {
    if (destination.writable && destination.write(chunk) === false) source.pause?.();
  }
  function onDrain() {
    if (source.readable) source.resume?.();
  }
  function onEnd() {
    if (over) return;
    over = true;
    destination.end();
  }
  function onClose() {
    if (over) return;
    over = true;
    if (typeof destination.destroy === 'function') destination.destroy();
  }
  // An error that nobody else listens for is thrown.
  function onError(error) {
    cleanUp();
    if (EventEmitter.listenerCount(this, 'error') === 0) this.emit('error', error);
  }

  const ends = !destination._isStdio && options?.end !== false;
  const listeners = [
    [source, 'data', onData],
    [destination, 'drain', onDrain],
    ...(ends
      ? [
          [source, 'end', onEnd],
          [source, 'close', onClose],
        ]
      : []),
    [source, 'end', cleanUp],
    [source, 'close', cleanUp],
    [destination, 'close', cleanUp],
  ];
  function cleanUp() {
    for (const [emitter, type, listener] of listeners) emitter.removeListener(type, listener);
    source.removeListener('error', onError);
    destination.removeListener('error', onError);
  }

  for (const [emitter, type, listener] of listeners) emitter.on(type, listener);
  prepend(source, 'error', onError);
  prepend(destination, 'error', onError);
  destination.emit('pipe', source);
  return destination;
};

const { prependListener } = EventEmitter.prototype;

/** Adds a listener before the others, also to an emitter that has no prependListener(). */
export function prepend(emitter, type, listener) {
  if (typeof emitter.prependListener === 'function') emitter.prependListener(type, listener);
  else prependListener.call(emitter, type, listener);
}

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

/** @returns {(string|symbol)[]} the types that have listeners */
Object.defineProperty(Stream.prototype, 'eventNames', {
  value: function eventNames() {
    const names = EventEmitter.prototype.eventNames.call(this);
    return [...ownEvents.filter((name) => names.includes(name)), ...names.filter((name) => !ownEvents.includes(name))];
  },
  writable: true,
  configurable: true,
});
