// The native halves of sockets and servers, made so that async hooks hear of them.
import { tracking } from '../async_hooks/origin.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const { Tcp, Pipe } = binding('net');
export { Tcp, Pipe };

// Programs look at them.
for (const Class of [Tcp, Pipe]) {
  Object.defineProperties(Class.prototype, {
    /** A negative errno where there is none. */
    fd: {
      get() {
        return this.descriptor();
      },
      configurable: true,
    },
    /** Bytes that wait to be taken by the kernel. */
    writeQueueSize: {
      get() {
        return this.queued();
      },
      configurable: true,
    },
  });
}

const seen = (handle, type) => load('internal/net/tracked_handles').trackStream(handle, type);

/** @param {string} [type]  as Node's async_hooks names it */
export function newTcp(type = 'TCPWRAP') {
  const handle = new Tcp();
  if (tracking) seen(handle, type);
  return handle;
}

/** @param {string} [type]  as Node's async_hooks names it */
export function newPipe(type = 'PIPEWRAP') {
  const handle = new Pipe(false);
  if (tracking) seen(handle, type);
  return handle;
}
