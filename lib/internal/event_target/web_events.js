// Events of ports, sockets and workers: Event with a few fields more.

import { codes } from '../errors.js';
import { Event } from './event.js';

// `fields`: name -> what makes the field's value of the option of that name.
function eventWith(name, fields) {
  const names = Object.keys(fields);
  const Class = {
    [name]: class extends Event {
      #values = {};

      constructor(type, options = undefined) {
        if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
        super(type, options);
        for (const field of names) this.#values[field] = fields[field](options?.[field]);
      }

      static {
        for (const field of names) {
          const accessor = {
            get [field]() {
              if (typeof this !== 'object' || this === null || !(#values in this))
                throw new codes.ERR_INVALID_THIS(name);
              return this.#values[field];
            },
          };
          const { get } = Object.getOwnPropertyDescriptor(accessor, field);
          Object.defineProperty(this.prototype, field, { get, enumerable: true, configurable: true });
        }
      }
    },
  }[name];
  Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(Class, 'length', { value: 1, configurable: true });
  return Class;
}

const anything = (fallback) => (value) => (value === undefined ? fallback : value);
const string = (value) => (value === undefined ? '' : `${value}`);
const integer = (bits) => (value) => Number(BigInt.asUintN(bits, BigInt(Math.trunc(Number(value)) || 0)));

/** Source: HTML, "The ErrorEvent interface". */
export const ErrorEvent = eventWith('ErrorEvent', {
  message: string,
  filename: string,
  lineno: integer(32),
  colno: integer(32),
  error: anything(undefined),
});

/** Source: WebSockets, "The CloseEvent interface"; Node since v23.0.0. */
export const CloseEvent = eventWith('CloseEvent', {
  wasClean: Boolean,
  code: integer(16),
  reason: string,
});
