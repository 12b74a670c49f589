// AbortSignals that can be posted to another thread, where a signal of their own follows them.

import { AbortController, AbortSignal, abortSignal, createAbortSignal, isAbortSignal } from './abort_controller.js';
import { codes } from './errors.js';
import { MessageChannel, portOf } from './messaging/message_port.js';
import { kDeserialize, kTransfer, kTransferList } from './messaging/symbols.js';

/** Signal -> the channel made for it, from when its port is listed to when it is moved. */
const channels = new WeakMap();

const methods = {
  [kTransferList]: {
    value() {
      if (this.aborted) return [];
      const channel = new MessageChannel();
      channels.set(this, channel);
      return [channel.port2];
    },
  },
  [kTransfer]: {
    value() {
      const deserializeInfo = 'internal/abort_transfer:Received';
      const channel = channels.get(this);
      channels.delete(this);
      if (channel === undefined) return { data: { aborted: true, reason: this.reason }, deserializeInfo };
      const { port1, port2 } = channel;
      this.addEventListener('abort', () => {
        portOf.post(port1, this.reason);
        portOf.close(port1);
      });
      return { data: { aborted: false, port: port2 }, deserializeInfo };
    },
  },
};

/** What another thread sends of a signal. */
export const Received = {
  [kDeserialize]({ aborted, reason, port }) {
    if (aborted) return AbortSignal.abort(reason);
    const signal = createAbortSignal();
    port.on('message', (sent) => {
      abortSignal(signal, sent);
      portOf.close(port);
    });
    portOf.unref(port);
    return signal;
  },
};

/**
 * Node util.transferableAbortSignal, since v18.11.
 * @param {AbortSignal} signal
 * @returns {AbortSignal} the same one, which can be posted and transferred from now on
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function transferableAbortSignal(signal) {
  if (!isAbortSignal(signal)) throw new codes.ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  if (!Object.hasOwn(signal, kTransfer)) Object.defineProperties(signal, methods);
  return signal;
}

/** Node util.transferableAbortController, since v18.11. @returns {AbortController} whose signal can be posted and transferred */
export function transferableAbortController() {
  const controller = new AbortController();
  transferableAbortSignal(controller.signal);
  return controller;
}
