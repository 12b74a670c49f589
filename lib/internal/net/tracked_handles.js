// Streams of the background while a program looks at async ids: the same objects, with methods that tell the hooks whose callbacks
// run. Streams that nobody looks at have nothing to do with this.
import { track, trackedFor, untrack, within } from '../async_hooks/resources.js';
import { Pipe, Tcp } from './handles.js';

// A write that is over at once is no resource.
function write(handle, begin, done) {
  if (typeof done !== 'function') return begin(done);
  let settle = done;
  const result = begin((error) => settle(error));
  if (result === 1) settle = trackedFor(handle, 'WRITEWRAP', done);
  return result;
}

function closing(handle, done) {
  const call = done === undefined ? undefined : within(handle, done);
  return () => {
    call?.();
    untrack(handle);
  };
}

const tracked = (Stream, type, connectType) =>
  class extends Stream {
    onRead(callback) {
      super.onRead(within(this, callback));
    }
    writeText(text, latin1, done) {
      return write(this, (settle) => super.writeText(text, latin1, settle), done);
    }
    writeBytes(bytes, done) {
      return write(this, (settle) => super.writeBytes(bytes, settle), done);
    }
    writeMany(parts, done) {
      return write(this, (settle) => super.writeMany(parts, settle), done);
    }
    shutdown(done) {
      return super.shutdown(trackedFor(this, 'SHUTDOWNWRAP', done));
    }
    close(done) {
      super.close(closing(this, done));
    }
    listen(backlog, callback) {
      const accepted = (status, client) => {
        if (client !== undefined) trackStream(client, type);
        callback(status, client);
      };
      return super.listen(backlog, within(this, accepted));
    }
    connect(...args) {
      const done = args.pop();
      return super.connect(...args, trackedFor(this, connectType, done));
    }
  };

const methods = new Map([
  [
    Tcp.prototype,
    class extends tracked(Tcp, 'TCPWRAP', 'TCPCONNECTWRAP') {
      reset(done) {
        return super.reset(closing(this, done));
      }
    }.prototype,
  ],
  [Pipe.prototype, tracked(Pipe, 'PIPEWRAP', 'PIPECONNECTWRAP').prototype],
]);

// What it is stays the same; a listener makes more of its own kind by its constructor.
for (const [original, { constructor }] of methods) constructor.prototype.constructor = original.constructor;

/** Makes a native stream a resource of this type; what runs now is its cause. */
export function trackStream(handle, type) {
  Object.setPrototypeOf(handle, methods.get(Object.getPrototypeOf(handle)));
  track(handle, type);
}
