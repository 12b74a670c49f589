// A file as a byte stream of the web.
import { load } from '../builtins.js';
import { validateBoolean, validateObject } from '../validators.js';
import { kHold, kRelease } from './file_handle.js';

const CHUNK = 16 * 1024;

/**
 * @param {FileHandle} handle
 * @param {{ autoClose?: boolean, type?: string }} options  autoClose: closes the handle when the stream ends
 * @returns {ReadableStream}
 */
export function readableWebStream(handle, options) {
  validateObject(options, 'options');
  const { autoClose = false, type = 'bytes' } = options;
  validateBoolean(autoClose, 'options.autoClose');
  if (type !== 'bytes') {
    process.emitWarning(
      'A non-"bytes" options.type has no effect. A byte-oriented steam is always created.',
      'ExperimentalWarning',
    );
  }
  const { ReadableStream } = load('stream/web');
  let over = false;
  let controller;
  const end = async () => {
    if (over) return;
    over = true;
    handle.removeListener('close', onClose);
    handle[kRelease]();
    if (autoClose) await handle.close();
  };
  // the handle waits for the stream, which therefore gives way
  const onClose = () => {
    if (over) return;
    controller.close();
    controller.byobRequest?.respond(0);
    end();
  };
  const stream = new ReadableStream({
    type: 'bytes',
    autoAllocateChunkSize: CHUNK,
    start(it) {
      controller = it;
    },
    async pull() {
      const { view } = controller.byobRequest;
      let bytesRead;
      try {
        ({ bytesRead } = await handle.read(view, 0, view.byteLength));
      } catch (error) {
        await end();
        throw error;
      }
      if (over) return;
      if (bytesRead === 0) controller.close();
      controller.byobRequest.respond(bytesRead);
      if (bytesRead === 0) await end();
    },
    cancel: end,
  });
  handle[kHold]();
  handle.once('close', onClose);
  return stream;
}
