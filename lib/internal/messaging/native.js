// The native half of messaging, told once in each Runtime what lib/ has to say.

import { binding } from '../binding.js';
import { onStart } from '../start.js';
import { kClone, kTransfer } from './symbols.js';
import { withPlainEnv } from './plain_env.js';
import { dataCloneError, putTogether, takeApart } from './transferable.js';

const native = binding('worker_threads');

/** What a port does with an event: (port, kind, value, ports, home). Set by message_port.js. */
let deliver;

/** @param {(port: object, kind: string, value: unknown, ports: unknown[], home?: object) => void} fn */
export function setDeliver(fn) {
  deliver = fn;
}

onStart(() => {
  native.setUp({
    dataCloneError,
    takeApart,
    putTogether,
    plainOf: withPlainEnv,
    deliver: (port, kind, value, ports, home) => deliver(port, kind, value, ports, home),
    MessagePort: native.MessagePort,
    cloneSymbol: kClone,
    transferSymbol: kTransfer,
  });
});

export { native };
