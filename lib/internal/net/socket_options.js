// What a program asks of a connection: no delay, keep-alive, type of service. Kept until the connection is there.
import { codes, errnoException } from '../errors.js';
import { validateInt32 } from '../validators.js';

export const kSetNoDelay = Symbol('setNoDelay');
export const kSetKeepAlive = Symbol('setKeepAlive');
export const kSetKeepAliveDelay = Symbol('setKeepAliveInitialDelay');
const kTypeOfService = Symbol('typeOfService'); // a field only where it was set

/** Tells the native half of an open connection what the options said. */
export function applyOptions(socket) {
  const handle = socket._handle;
  if (socket[kSetNoDelay]) handle.setNoDelay?.(true);
  if (socket[kSetKeepAlive]) handle.setKeepAlive?.(true, socket[kSetKeepAliveDelay]);
  if (socket[kTypeOfService] !== undefined) handle.setTypeOfService?.(socket[kTypeOfService]);
}

/** The methods, for the prototype of net.Socket. */
export const optionMethods = {
  setNoDelay(enable) {
    const on = enable === undefined ? true : Boolean(enable);
    if (on === this[kSetNoDelay]) return this;
    this[kSetNoDelay] = on;
    this._handle?.setNoDelay?.(on);
    return this;
  },

  /** @param {boolean} [enable]  @param {number} [initialDelay]  ms. Node socket.setKeepAlive since v0.1.92. */
  setKeepAlive(enable, initialDelay) {
    const on = Boolean(enable);
    const seconds = Math.max(0, ~~(initialDelay / 1000));
    if (on === this[kSetKeepAlive] && seconds === this[kSetKeepAliveDelay]) return this;
    this[kSetKeepAlive] = on;
    this[kSetKeepAliveDelay] = seconds;
    this._handle?.setKeepAlive?.(on, seconds);
    return this;
  },

  /**
   * Sets the type of service (traffic class) of packets; before the connection is there, for when it is.
   * @param {number} tos  0..255
   * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE; a system error
   * Source: Node socket.setTypeOfService since v24.
   */
  setTypeOfService(tos) {
    if (Number.isNaN(tos)) throw new codes.ERR_INVALID_ARG_TYPE('tos', 'number', tos);
    validateInt32(tos, 'tos', 0, 255);
    this[kTypeOfService] = tos;
    if (!this._handle || this.connecting) return this;
    const error = this._handle.setTypeOfService?.(tos);
    if (error < 0) throw errnoException(error, 'setTypeOfService');
    return this;
  },

  /** @returns {number} 0..255. Node socket.getTypeOfService since v24. */
  getTypeOfService() {
    if (!this._handle?.typeOfService || this.connecting) return this[kTypeOfService] ?? 0;
    const tos = this._handle.typeOfService();
    if (tos < 0) throw errnoException(tos, 'getTypeOfService');
    return tos;
  },
};
