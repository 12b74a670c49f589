// DOMException of Web IDL (https://webidl.spec.whatwg.org/#idl-DOMException).

import { kClone, kDeserialize } from './messaging/symbols.js';

/** Names that have a number, with the constant that holds it. */
const legacy = {
  IndexSizeError: ['INDEX_SIZE_ERR', 1],
  HierarchyRequestError: ['HIERARCHY_REQUEST_ERR', 3],
  WrongDocumentError: ['WRONG_DOCUMENT_ERR', 4],
  InvalidCharacterError: ['INVALID_CHARACTER_ERR', 5],
  NoModificationAllowedError: ['NO_MODIFICATION_ALLOWED_ERR', 7],
  NotFoundError: ['NOT_FOUND_ERR', 8],
  NotSupportedError: ['NOT_SUPPORTED_ERR', 9],
  InUseAttributeError: ['INUSE_ATTRIBUTE_ERR', 10],
  InvalidStateError: ['INVALID_STATE_ERR', 11],
  SyntaxError: ['SYNTAX_ERR', 12],
  InvalidModificationError: ['INVALID_MODIFICATION_ERR', 13],
  NamespaceError: ['NAMESPACE_ERR', 14],
  InvalidAccessError: ['INVALID_ACCESS_ERR', 15],
  TypeMismatchError: ['TYPE_MISMATCH_ERR', 17],
  SecurityError: ['SECURITY_ERR', 18],
  NetworkError: ['NETWORK_ERR', 19],
  AbortError: ['ABORT_ERR', 20],
  URLMismatchError: ['URL_MISMATCH_ERR', 21],
  QuotaExceededError: ['QUOTA_EXCEEDED_ERR', 22],
  TimeoutError: ['TIMEOUT_ERR', 23],
  InvalidNodeTypeError: ['INVALID_NODE_TYPE_ERR', 24],
  DataCloneError: ['DATA_CLONE_ERR', 25],
};

/** Constants whose exceptions nothing throws any more. */
const retired = { DOMSTRING_SIZE_ERR: 2, NO_DATA_ALLOWED_ERR: 6, VALIDATION_ERR: 16 };

/** An exception of the web platform; `name` tells which, `code` is its number of old or 0. (Node: global since v17.0.0) */
export class DOMException {
  #message;
  #name;

  /**
   * @param {string} [message]
   * @param {string | { name?: string, cause?: unknown }} [options]  a name, or options
   */
  constructor(message = '', options = 'Error') {
    Error.captureStackTrace(this, new.target);
    this.#message = `${message}`;
    if (options !== null && typeof options === 'object') {
      this.#name = options.name === undefined ? 'Error' : `${options.name}`;
      if ('cause' in options) {
        Object.defineProperty(this, 'cause', {
          value: options.cause,
          writable: true,
          enumerable: false,
          configurable: true,
        });
      }
    } else {
      this.#name = `${options}`;
    }
  }

  #clone() {
    const data = { message: this.#message, name: this.#name, stack: this.stack };
    return { data, deserializeInfo: 'internal/dom_exception:DOMException' };
  }

  /** An object that merely has this prototype is cloned as any other. */
  get [kClone]() {
    return #message in this ? this.#clone : undefined;
  }

  static [kDeserialize]({ message, name, stack }) {
    const copy = new DOMException(message, name);
    Object.defineProperty(copy, 'stack', { value: stack, writable: true, configurable: true });
    return copy;
  }

  get name() {
    return this.#name;
  }

  get message() {
    return this.#message;
  }

  get code() {
    return Object.hasOwn(legacy, this.#name) ? legacy[this.#name][1] : 0;
  }
}

Object.setPrototypeOf(DOMException.prototype, Error.prototype);
Object.defineProperties(DOMException.prototype, {
  [Symbol.toStringTag]: { value: 'DOMException', configurable: true },
  name: { enumerable: true },
  message: { enumerable: true },
  code: { enumerable: true },
});

for (const [key, value] of [...Object.values(legacy), ...Object.entries(retired)].sort((a, b) => a[1] - b[1])) {
  const descriptor = { value, enumerable: true };
  Object.defineProperty(DOMException, key, descriptor);
  Object.defineProperty(DOMException.prototype, key, descriptor);
}
