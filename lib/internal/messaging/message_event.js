// MessageEvent of HTML (https://html.spec.whatwg.org/multipage/comms.html#messageevent).

import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';
import { Event } from '../event_target.js';
import { native } from './native.js';

function shown(value) {
  if (value === null || typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}

/** Node words this as the WebIDL converter of its fetch does. */
function refuse(text) {
  return stampCode(new TypeError(`MessageEvent constructor: ${text}`), 'ERR_INVALID_ARG_TYPE');
}

function requirePort(value, where) {
  if (!native.isPort(value)) throw refuse(`Expected ${where} ("${shown(value)}") to be an instance of MessagePort.`);
  return value;
}

/** Node class MessageEvent, since v15. */
export class MessageEvent extends Event {
  #data = null;
  #origin = '';
  #lastEventId = '';
  #source = null;
  #ports = [];

  /**
   * @param {string} type
   * @param {{ data?: unknown, origin?: string, lastEventId?: string, source?: MessagePort | null, ports?: Iterable<MessagePort> }} [init]
   *   and the options of Event
   * @throws {TypeError} for a source or ports that are none
   */
  constructor(type, init = undefined) {
    if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('type');
    super(type, init);
    if (init === undefined || init === null) return;
    const { data, origin, lastEventId, source, ports } = init;
    if (data !== undefined) this.#data = data;
    if (origin !== undefined) this.#origin = `${origin}`;
    if (lastEventId !== undefined) this.#lastEventId = `${lastEventId}`;
    if (source !== undefined && source !== null) this.#source = requirePort(source, 'eventInitDict.source');
    if (ports === undefined) return;
    if (ports === null || typeof ports !== 'object' || typeof ports[Symbol.iterator] !== 'function') {
      throw refuse(`eventInitDict.ports (${shown(ports)}) is not iterable.`);
    }
    this.#ports = Array.from(ports, (port, i) => requirePort(port, `eventInitDict.ports[${i}]`));
  }

  get data() {
    MessageEvent.#own(this);
    return this.#data;
  }

  get origin() {
    MessageEvent.#own(this);
    return this.#origin;
  }

  get lastEventId() {
    MessageEvent.#own(this);
    return this.#lastEventId;
  }

  get source() {
    MessageEvent.#own(this);
    return this.#source;
  }

  get ports() {
    MessageEvent.#own(this);
    return this.#ports;
  }

  static #own(event) {
    if (!(#data in event)) throw new codes.ERR_INVALID_THIS('MessageEvent');
  }
}

const enumerable = { enumerable: true };
Object.defineProperties(MessageEvent.prototype, {
  [Symbol.toStringTag]: { value: 'MessageEvent', configurable: true },
  data: enumerable,
  origin: enumerable,
  lastEventId: enumerable,
  source: enumerable,
  ports: enumerable,
});
