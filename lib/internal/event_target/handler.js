// Event handler attributes: target.onmessage = function.

const kHandlers = Symbol('kHandlers');

/**
 * Defines on<name>. A handler takes its place among the listeners when it is first set, and keeps it when it is replaced.
 * @param {object} target  an EventTarget, or the prototype of some
 * @param {string} name  of the attribute, without "on"
 * @param {string} [type]  of the events
 * Source: HTML, "Event handlers".
 */
export function defineEventHandler(target, name, type = name) {
  const attribute = `on${name}`;
  const accessors = {
    get [attribute]() {
      return this[kHandlers]?.get(type)?.handler ?? null;
    },
    set [attribute](value) {
      this[kHandlers] ??= new Map();
      const existing = this[kHandlers].get(type);
      if (typeof value !== 'function') {
        if (existing !== undefined) this.removeEventListener(type, existing);
        this[kHandlers].delete(type);
      } else if (existing !== undefined) {
        existing.handler = value;
      } else {
        function listener(...args) {
          return listener.handler.apply(this, args);
        }
        listener.handler = value;
        this[kHandlers].set(type, listener);
        this.addEventListener(type, listener);
      }
    },
  };
  const { get, set } = Object.getOwnPropertyDescriptor(accessors, attribute);
  Object.defineProperty(target, attribute, { get, set, enumerable: true, configurable: true });
}
