// The channel of messages between a process and one that it has forked: send(), disconnect(), 'message' and 'disconnect' of
// `process` and of ChildProcess alike.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { load } from '../builtins.js';
import { codes, errnoException } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateObject } from '../validators.js';
import { makeCodec } from './codec.js';
import { Control } from './control.js';

const { EAGAIN } = binding('child_process');

/** So many bytes may wait to leave before send() says that it is enough. */
const ENOUGH = 128 * 1024;
/** How often a descriptor is sent that does not arrive. */
const MOST_ATTEMPTS = 3;
/** Commands of the library itself are messages whose `cmd` begins so; programs get them as 'internalMessage'. */
const INTERNAL = 'NODE_';

const isInternal = (message) =>
  message !== null &&
  typeof message === 'object' &&
  typeof message.cmd === 'string' &&
  message.cmd.startsWith(INTERNAL);

class Connection {
  #target;
  #native;
  #codec;
  /** Sending a descriptor ends when the other end has said that it is there: until then all other messages wait here. */
  #underWay = null;
  #waiting = [];
  /** Descriptors that have come and whose message has not. */
  #descriptors = [];
  /** Messages that came before anybody listened. */
  #unheard = [];
  #writes = 0;
  #leaving = false;
  #closed = false;

  constructor(target, native, serialization) {
    this.#target = target;
    this.#native = native;
    this.#codec = makeCodec(serialization);
    native.onRead((status, bytes) => this.#read(status, bytes));
    target.on('newListener', (name) => {
      if (name === 'message' && this.#unheard.length > 0) nextTick(() => this.#hear());
    });
    native.readStart();
  }

  #hear() {
    const unheard = this.#unheard;
    this.#unheard = [];
    for (const [message, handle] of unheard) this.#emit(message, handle);
  }

  #read(status, bytes) {
    // whatever the reason, nothing more comes: a process that was killed with messages unread resets the channel
    if (status < 0) return this.#end();
    for (let fd = this.#native.takeDescriptor(); fd !== EAGAIN; fd = this.#native.takeDescriptor()) {
      if (fd < 0) break;
      this.#descriptors.push(fd);
    }
    try {
      this.#codec.decode(new FastBuffer(bytes), (message) => this.#take(message));
    } catch (error) {
      // where the next message would begin is not known
      this.#end();
      this.#target.emit('error', error);
      return;
    }
    if (this.#leaving) this.#leave();
  }

  #take(message) {
    if (!isInternal(message)) return this.#deliver('message', message);
    switch (message.cmd) {
      case 'NODE_HANDLE_ACK':
        return this.#arrived();
      case 'NODE_HANDLE_NACK':
        return this.#lost();
      case 'NODE_HANDLE':
        return this.#takeHandle(message);
      default:
        return this.#deliver('internalMessage', message);
    }
  }

  #takeHandle(message) {
    const fd = this.#descriptors.shift();
    if (fd === undefined) {
      this.#write({ cmd: 'NODE_HANDLE_NACK' }, null, true);
      return;
    }
    this.#write({ cmd: 'NODE_HANDLE_ACK' }, null, true);
    const { receive } = load('internal/child_process/handles');
    receive(this.#target, message, fd, (handle) => this.#deliver(messageEvent(message.msg), message.msg, handle));
  }

  #deliver(event, message, handle) {
    nextTick(() => {
      if (event !== 'message') this.#target.emit(event, message, handle);
      else if (this.#target.listenerCount('message') === 0) this.#unheard.push([message, handle]);
      else this.#emit(message, handle);
    });
  }

  #emit(message, handle) {
    this.#target.emit('message', message, handle);
  }

  /**
   * @param {unknown} message
   * @param {object | null | undefined} handle  a socket or server that goes with it
   * @param {{ keepOpen?: boolean, swallowErrors?: boolean }} options
   * @param {(error: Error | null) => void} [callback]
   * @returns {boolean} false: more would pile up
   * @throws ERR_MISSING_ARGS, ERR_INVALID_ARG_TYPE, ERR_INVALID_HANDLE_TYPE
   */
  send(message, handle, options, callback) {
    if (message === undefined) throw new codes.ERR_MISSING_ARGS('message');
    const type = typeof message;
    if (type !== 'string' && type !== 'object' && type !== 'number' && type !== 'boolean') {
      throw new codes.ERR_INVALID_ARG_TYPE('message', ['string', 'object', 'number', 'boolean'], message);
    }
    let entry = { message, parcel: null, swallowErrors: options.swallowErrors === true, callback, attempts: 0 };
    if (handle) {
      const { pack } = load('internal/child_process/handles');
      entry = { ...entry, ...pack(this.#target, message, handle, options) };
    }
    if (this.#underWay !== null) {
      this.#waiting.push(entry);
      return this.#waiting.length === 1;
    }
    return this.#post(entry);
  }

  #post(entry) {
    if (entry.parcel !== null) this.#underWay = entry;
    return this.#write(entry.message, entry.parcel, entry.swallowErrors, entry.callback);
  }

  #write(message, parcel, swallowErrors, callback) {
    const native = this.#native;
    const encoded = this.#codec.encode(message);
    this.#writes++;
    const done = (status) => {
      this.#writes--;
      if (status >= 0) callback?.(null);
      else this.#failed(status, swallowErrors, callback);
      if (this.#leaving) this.#leave();
    };
    let status;
    if (parcel !== null) {
      const bytes = typeof encoded === 'string' ? Buffer.from(encoded) : encoded;
      status = native.writeWithDescriptor(bytes, parcel.handle.descriptor(), done);
    } else if (typeof encoded === 'string') {
      status = native.writeText(encoded, false, done);
    } else {
      status = native.writeBytes(encoded, done);
    }
    if (status !== 1) {
      nextTick(() => done(status));
      if (status < 0 && parcel !== null) this.#arrived();
    }
    return status >= 0 && native.queued() < ENOUGH;
  }

  #failed(status, swallowErrors, callback) {
    const error = errnoException(status, 'write');
    if (typeof callback === 'function') callback(error);
    else if (!swallowErrors) this.#target.emit('error', error);
  }

  /** The descriptor that is under way is there, or never will be: what waited for it goes. */
  #arrived() {
    const entry = this.#underWay;
    if (entry === null) return;
    this.#underWay = null;
    entry.parcel.sent();
    while (this.#underWay === null && this.#waiting.length > 0) this.#post(this.#waiting.shift());
    if (this.#leaving) this.#leave();
  }

  #lost() {
    const entry = this.#underWay;
    if (entry === null) return;
    if (++entry.attempts < MOST_ATTEMPTS) {
      this.#write(entry.message, entry.parcel, true);
      return;
    }
    load('process').emitWarning('Handle did not reach the receiving process correctly', 'SentHandleNotReceivedWarning');
    this.#arrived();
  }

  /** Closes as soon as what was begun in either direction is over. */
  leave() {
    this.#leaving = true;
    this.#leave();
  }

  #leave() {
    if (this.#underWay !== null || this.#writes > 0 || this.#codec.partial) return;
    this.#end();
  }

  #end() {
    if (this.#closed) return;
    this.#closed = true;
    const target = this.#target;
    target.connected = false;
    target.channel = null;
    this.#leaving = false;
    for (const fd of this.#descriptors.splice(0)) load('fs').closeSync(fd);
    this.#native.close(undefined);
    const error = new codes.ERR_IPC_CHANNEL_CLOSED();
    const lost = this.#waiting.splice(0);
    const underWay = this.#underWay;
    this.#underWay = null;
    underWay?.parcel.sent();
    for (const { callback, parcel } of lost) {
      parcel?.sent();
      if (typeof callback === 'function') nextTick(callback, error);
    }
    nextTick(() => target.emit('disconnect'));
  }
}

const messageEvent = (message) => (isInternal(message) ? 'internalMessage' : 'message');

/**
 * Gives `target` its end of a channel: send(), disconnect(), `channel`, `connected`.
 * @param {EventEmitter} target  `process` or a ChildProcess
 * @param {object} native  binding('child_process').Channel, open
 * @param {'json' | 'advanced'} serialization
 * @returns {Control}
 * Source: Node process.send() and subprocess.send() since v0.5.9.
 */
export function connectChannel(target, native, serialization) {
  const control = new Control(native);
  const connection = new Connection(target, native, serialization);
  const define = (name, value) =>
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });

  define('channel', control);
  define('connected', true);
  define('send', function send(message, handle, options, callback) {
    if (typeof handle === 'function') {
      callback = handle;
      handle = undefined;
      options = undefined;
    } else if (typeof options === 'function') {
      callback = options;
      options = undefined;
    } else if (options !== undefined) {
      validateObject(options, 'options');
    }
    if (target.connected) return target._send(message, handle, options ?? {}, callback);
    const error = new codes.ERR_IPC_CHANNEL_CLOSED();
    if (typeof callback === 'function') nextTick(callback, error);
    else nextTick(() => target.emit('error', error));
    return false;
  });
  define('_send', (message, handle, options, callback) =>
    connection.send(
      message,
      handle,
      typeof options === 'boolean' ? { swallowErrors: options } : (options ?? {}),
      callback,
    ),
  );
  define('disconnect', function disconnect() {
    if (!target.connected) {
      target.emit('error', new codes.ERR_IPC_DISCONNECTED());
      return;
    }
    target.connected = false;
    target._disconnect();
  });
  define('_disconnect', () => connection.leave());
  return control;
}
