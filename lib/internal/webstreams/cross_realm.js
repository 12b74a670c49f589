// The two ends of a stream that has been moved to another context: what is written to one comes out of the other, by messages over a port.
// (Streams Standard, "Transferable streams": the cross-realm transform)
import { DOMException } from '../dom_exception.js';
import { portOf } from '../messaging/message_port.js';
import { createReadable } from './default_controller.js';
import { Deferred, done } from './promises.js';
import { createWritable } from './writable_core.js';

const one = () => 1;

/** Tells the other end that it is over, whatever can be said of why. (CrossRealmTransformSendError) */
function sendError(port, error) {
  try {
    portOf.post(port, { type: 'error', value: error });
  } catch {
    // What cannot be cloned is not told.
  }
}

/** (PackAndPostMessageHandlingError) @throws {DOMException} DataCloneError */
function send(port, type, value) {
  try {
    portOf.post(port, { type, value });
  } catch (error) {
    sendError(port, error);
    throw error;
  }
}

/** The end that a program gives up: the other one is told why. @throws {DOMException} DataCloneError, as a rejection */
async function endWith(port, reason) {
  try {
    send(port, 'error', reason);
  } finally {
    portOf.close(port);
  }
}

/** What came cannot be read: the other end is told, and `fail` this one. */
function onUnreadable(port, fail) {
  port.on('messageerror', () => {
    const error = new DOMException('Chunk could not be deserialized', 'DataCloneError');
    sendError(port, error);
    fail(error);
    portOf.close(port);
  });
}

/**
 * What the other end writes. (SetUpCrossRealmTransformReadable)
 * @param {MessagePort} port
 * @param {boolean} keepsAlive  whether the process waits for a chunk that somebody has asked for
 * @returns {ReadableCore}
 */
export function crossRealmReadable(port, keepsAlive) {
  const core = createReadable(
    {
      start: done,
      pull() {
        if (keepsAlive) portOf.ref(port);
        portOf.post(port, { type: 'pull' });
        return done();
      },
      cancel: (reason) => endWith(port, reason),
    },
    0,
    one,
  );
  port.on('message', ({ type, value }) => {
    portOf.unref(port);
    if (type === 'chunk') return core.controller.enqueue(value);
    if (type === 'close') core.controller.close();
    else core.controller.error(value);
    portOf.close(port);
  });
  onUnreadable(port, (error) => core.controller.error(error));
  portOf.unref(port);
  return core;
}

/**
 * What the other end reads. (SetUpCrossRealmTransformWritable)
 * @param {MessagePort} port
 * @param {boolean} keepsAlive  whether the process waits until a chunk has been taken
 * @returns {WritableCore}
 */
export function crossRealmWritable(port, keepsAlive) {
  // Pending while the other end has not asked for a chunk.
  let wanted = new Deferred();
  const end = () => portOf.close(port);
  const core = createWritable(
    {
      start: done,
      async write(chunk) {
        if (keepsAlive) portOf.ref(port);
        await wanted.promise;
        wanted = new Deferred();
        try {
          send(port, 'chunk', chunk);
        } catch (error) {
          end();
          throw error;
        }
      },
      close() {
        portOf.post(port, { type: 'close' });
        end();
        return done();
      },
      abort: (reason) => endWith(port, reason),
    },
    1,
    one,
  );
  port.on('message', ({ type, value }) => {
    portOf.unref(port);
    if (type === 'error') core.controller.errorIfNeeded(value);
    wanted.resolve();
  });
  onUnreadable(port, (error) => core.controller.errorIfNeeded(error));
  portOf.unref(port);
  return core;
}
