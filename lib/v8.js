// node:v8

import { promiseHooks } from './internal/async_hooks/promise_hooks.js';

export default { promiseHooks };
