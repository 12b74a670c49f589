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

/**
 * What the other end writes. (SetUpCrossRealmTransformReadable)
 * @param {MessagePort} port
 * @param {boolean} keepsAlive  whether the process waits for a chunk that somebody has asked for
 * @returns {ReadableCore}
 */
export function crossRealmReadable(port, keepsAlive) {
  const end = () => portOf.close(port);
  const core = createReadable(
    {
      start: done,
      pull() {
        if (keepsAlive) portOf.ref(port);
        portOf.post(port, { type: 'pull' });
        return done();
      },
      async cancel(reason) {
        try {
          send(port, 'error', reason);
        } finally {
          end();
        }
      },
    },
    0,
    one,
  );
  port.on('message', ({ type, value }) => {
    portOf.unref(port);
    if (type === 'chunk') return core.controller.enqueue(value);
    if (type === 'close') core.controller.close();
    else core.controller.error(value);
    end();
  });
  port.on('messageerror', () => {
    const error = new DOMException('Chunk could not be deserialized', 'DataCloneError');
    sendError(port, error);
    core.controller.error(error);
    end();
  });
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
      async abort(reason) {
        try {
          send(port, 'error', reason);
        } finally {
          end();
        }
      },
    },
    1,
    one,
  );
  port.on('message', ({ type, value }) => {
    portOf.unref(port);
    if (type === 'error') core.controller.errorIfNeeded(value);
    wanted.resolve();
  });
  port.on('messageerror', () => {
    const error = new DOMException('Chunk could not be deserialized', 'DataCloneError');
    sendError(port, error);
    core.controller.errorIfNeeded(error);
    end();
  });
  portOf.unref(port);
  return core;
}
