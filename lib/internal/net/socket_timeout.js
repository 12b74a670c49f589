// The timeout of a socket: 'timeout' after a while without activity.
import { clearTimeout } from '../../timers.js';
import { codes } from '../errors.js';
import { duration } from '../timers/duration.js';
import { Timeout } from '../timers/timeout.js';
import { validateFunction, validateNumber } from '../validators.js';

export const kTimeout = Symbol('timeout');

/** Something has happened on the socket: its timeout begins anew, also that of what it carries. */
export function refreshTimeout(socket) {
  for (let s = socket; s !== null && s !== undefined; s = s._parent) if (s[kTimeout]) s[kTimeout].refresh();
}

/** There is nothing to wait for any more. */
export function dropTimeout(socket) {
  for (let s = socket; s !== null && s !== undefined; s = s._parent) {
    if (s[kTimeout]) clearTimeout(s[kTimeout]);
    s[kTimeout] = null;
  }
}

/**
 * @param {number} ms
 * @returns {number} it as a timer takes it
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 */
export function checkDuration(ms, name = 'msecs') {
  validateNumber(ms, name);
  if (ms < 0 || !Number.isFinite(ms)) throw new codes.ERR_OUT_OF_RANGE(name, 'a non-negative finite number', ms);
  return ms === 0 ? 0 : duration(ms);
}

/** The methods, for the prototype of net.Socket. */
export const timeoutMethods = {
  /**
   * Emits 'timeout' after `ms` without activity; the socket stays open.
   * @param {number} ms  0: never
   * Source: Node socket.setTimeout since v0.1.90.
   */
  setTimeout(ms, callback) {
    if (this.destroyed) return this;
    this.timeout = ms;
    ms = checkDuration(ms);
    if (this[kTimeout] !== null) {
      clearTimeout(this[kTimeout]);
      this[kTimeout] = null;
    }
    if (callback !== undefined) validateFunction(callback, 'callback');
    if (ms === 0) {
      if (callback !== undefined) this.removeListener('timeout', callback);
      return this;
    }
    this[kTimeout] = new Timeout(() => this._onTimeout(), ms, undefined, false, false);
    if (callback !== undefined) this.once('timeout', callback);
    return this;
  },

  _unrefTimer() {
    refreshTimeout(this);
  },

  _onTimeout() {
    const handle = this._handle;
    // bytes that still leave are activity
    if (handle && handle.queued?.() > 0) {
      const left = handle.queued();
      if (this._lastQueued !== left) {
        this._lastQueued = left;
        this[kTimeout]?.refresh();
        return;
      }
    }
    this.emit('timeout');
  },
};
