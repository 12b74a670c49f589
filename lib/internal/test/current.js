// Which test is running here: what it calls, and what that waits for, belongs to it.
import { AsyncLocalStorage } from '../async_hooks/async_local_storage.js';

/** @type {AsyncLocalStorage<import('./test.js').Test>} */
export const current = new AsyncLocalStorage();
