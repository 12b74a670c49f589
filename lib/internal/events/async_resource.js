// EventEmitterAsyncResource: an emitter whose listeners run in the async scope in which it was made.

import { AsyncResource } from '../async_hooks/async_resource.js';
import { EventEmitter } from './emitter.js';
import { validateString } from '../validators.js';

class EventEmitterReferencingAsyncResource extends AsyncResource {
  #eventEmitter;

  constructor(eventEmitter, type, options) {
    super(type, options);
    this.#eventEmitter = eventEmitter;
  }

  get eventEmitter() {
    return this.#eventEmitter;
  }
}

/** Source: Node class EventEmitterAsyncResource since v17.4.0. */
export class EventEmitterAsyncResource extends EventEmitter {
  #asyncResource;

  /**
   * @param {string|object} [options]  the type, or { name, triggerAsyncId, requireManualDestroy } and EventEmitter's
   * @throws ERR_INVALID_ARG_TYPE
   */
  constructor(options) {
    let name;
    if (typeof options === 'string') {
      name = options;
      options = undefined;
    } else {
      if (new.target === EventEmitterAsyncResource) validateString(options?.name, 'options.name');
      name = options?.name ?? new.target.name;
    }
    super(options);
    this.#asyncResource = new EventEmitterReferencingAsyncResource(this, name, options);
  }

  emit(...args) {
    return this.#asyncResource.runInAsyncScope(super.emit, this, ...args);
  }

  emitDestroy() {
    this.#asyncResource.emitDestroy();
  }

  get asyncId() {
    return this.#asyncResource.asyncId();
  }

  get triggerAsyncId() {
    return this.#asyncResource.triggerAsyncId();
  }

  get asyncResource() {
    return this.#asyncResource;
  }
}
