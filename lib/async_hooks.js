// node:async_hooks

import { AsyncLocalStorage } from './internal/async_hooks/async_local_storage.js';
import { AsyncResource } from './internal/async_hooks/async_resource.js';
import { createHook } from './internal/async_hooks/hooks.js';
import { executionAsyncId, executionAsyncResource, triggerAsyncId } from './internal/async_hooks/origin.js';

export default {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  AsyncResource,
};
