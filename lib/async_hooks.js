// node:async_hooks

import { AsyncLocalStorage } from './internal/async_hooks/async_local_storage.js';
import { AsyncResource } from './internal/async_hooks/async_resource.js';
import { createHook } from './internal/async_hooks/hooks.js';
import { providers } from './internal/async_hooks/resources.js';
import { executionAsyncId, executionAsyncResource, triggerAsyncId } from './internal/async_hooks/origin.js';

/** Kinds of resources that the background makes, each with a number of its own. Source: Node async_hooks.asyncWrapProviders since v17.2.0. */
const asyncWrapProviders = Object.freeze(
  Object.assign(Object.create(null), Object.fromEntries(providers.map((name, number) => [name, number]))),
);

export default {
  AsyncLocalStorage,
  createHook,
  executionAsyncId,
  triggerAsyncId,
  executionAsyncResource,
  AsyncResource,
  asyncWrapProviders,
};
