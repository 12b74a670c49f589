// What a socket tells of itself: its state, addresses and counts of bytes.
import { Buffer } from '../../buffer.js';
import { nameToAddress } from './address.js';

export const kBytesRead = Symbol('bytesRead');
export const kBytesWritten = Symbol('bytesWritten');

const orUndefined = (address) => (address.address === undefined ? undefined : address);

const sizeOf = (chunk, encoding) => (typeof chunk === 'string' ? Buffer.byteLength(chunk, encoding) : chunk.byteLength);

const state = {
  get _connecting() {
    return this.connecting;
  },
  get pending() {
    return !this._handle || this.connecting;
  },
  get readyState() {
    if (this.connecting) return 'opening';
    if (this.readable && this.writable) return 'open';
    if (this.readable) return 'readOnly';
    return this.writable ? 'writeOnly' : 'closed';
  },
  get bufferSize() {
    return this._handle ? this.writableLength : undefined;
  },
  get bytesRead() {
    return this._handle?.bytesRead ? this._handle.bytesRead() : this[kBytesRead];
  },
  get _bytesDispatched() {
    return this._handle?.bytesWritten ? this._handle.bytesWritten() : this[kBytesWritten];
  },
  get bytesWritten() {
    const state = this._writableState;
    if (!state) return undefined;
    let bytes = this._bytesDispatched;
    const pending = typeof state.getBuffer === 'function' ? state.getBuffer() : [];
    for (const { chunk, encoding } of pending) bytes += sizeOf(chunk, encoding);
    const held = this._pendingData;
    if (Array.isArray(held)) for (const { chunk, encoding } of held) bytes += sizeOf(chunk, encoding);
    else if (held) bytes += sizeOf(held, this._pendingEncoding);
    return bytes;
  },
  get remoteAddress() {
    return this._getpeername().address;
  },
  get remoteFamily() {
    return this._getpeername().family;
  },
  get remotePort() {
    return this._getpeername().port;
  },
  get localAddress() {
    return this._getsockname().address;
  },
  get localPort() {
    return this._getsockname().port;
  },
  get localFamily() {
    return this._getsockname().family;
  },
};

/** The methods that ask for the addresses, for the prototype of net.Socket. */
export const addressMethods = {
  address() {
    return this._getsockname();
  },

  _getpeername() {
    if (!this._handle?.peerName || this.connecting) return this._peername ?? {};
    return (this._peername ??= orUndefined(nameToAddress(this._handle.peerName()))) ?? {};
  },

  _getsockname() {
    if (!this._handle?.sockName) return this._sockname ?? {};
    const found = nameToAddress(this._handle.sockName());
    if (found.port) this._sockname = found;
    return found;
  },
};

/** The properties, for the prototype of net.Socket. */
export const stateProperties = Object.getOwnPropertyDescriptors(state);
for (const property of Object.values(stateProperties)) property.enumerable = false;
