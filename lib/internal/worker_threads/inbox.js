// Messages between any two threads of the process: postMessageToThread() and the event 'workerMessage'.

import { codes } from '../errors.js';
import { MessageChannel, portOf } from '../messaging/message_port.js';
import { native } from '../messaging/native.js';
import { completeTransferList } from '../messaging/transferable.js';
import { validateNumber } from '../validators.js';
import { thisThread } from './this_thread.js';

const DONE = 0;
const NO_LISTENER = 1;
const THREW = 2;

function answer({ value, source, reply }) {
  let outcome = NO_LISTENER;
  try {
    if (process.emit('workerMessage', value, source)) outcome = DONE;
  } catch {
    outcome = THREW;
  }
  portOf.post(reply, outcome);
  portOf.close(reply);
}

/** Lets this thread hear from others, without keeping it alive. Only the first call of a thread does anything. */
export function openInbox() {
  const port = native.openInbox();
  if (port === undefined) return;
  port.on('message', answer);
  portOf.unref(port);
}

/**
 * Node worker_threads.postMessageToThread, since v22.5.
 * @param {number} threadId
 * @param {unknown} value
 * @param {object[]} [transferList]
 * @param {number} [timeout]  ms
 * @returns {Promise<void>} once the other thread's listeners of 'workerMessage' have been called
 * @throws {Error} ERR_WORKER_MESSAGING_SAME_THREAD, ERR_WORKER_MESSAGING_FAILED, ERR_WORKER_MESSAGING_ERRORED, ERR_WORKER_MESSAGING_TIMEOUT
 */
export async function postMessageToThread(threadId, value, transferList, timeout) {
  if (typeof transferList === 'number' && timeout === undefined) [transferList, timeout] = [[], transferList];
  if (timeout !== undefined) validateNumber(timeout, 'timeout', 0);
  if (threadId === thisThread.threadId) throw new codes.ERR_WORKER_MESSAGING_SAME_THREAD();
  const { port1, port2 } = new MessageChannel();
  const list = [port2, ...completeTransferList(transferList ?? [])];
  const message = { value, source: thisThread.threadId, reply: port2 };
  if (!native.postToThread(threadId, message, list)) {
    portOf.close(port1);
    throw new codes.ERR_WORKER_MESSAGING_FAILED();
  }
  const outcome = await new Promise((resolve) => {
    const timer = timeout === undefined ? undefined : setTimeout(resolve, timeout, 'timeout');
    const end = (result) => {
      clearTimeout(timer);
      resolve(result);
    };
    port1.on('message', end);
    port1.on('close', () => end(NO_LISTENER));
  });
  portOf.close(port1);
  if (outcome === NO_LISTENER) throw new codes.ERR_WORKER_MESSAGING_FAILED();
  if (outcome === THREW) throw new codes.ERR_WORKER_MESSAGING_ERRORED();
  if (outcome === 'timeout') throw new codes.ERR_WORKER_MESSAGING_TIMEOUT();
}
