// Moving streams to another context: what is left behind is locked, and piped to or from a stream of the other context.
import { DOMException } from '../dom_exception.js';
import { MessageChannel } from '../messaging/message_port.js';
import { crossRealmReadable, crossRealmWritable } from './cross_realm.js';
import { pipe } from './pipe.js';

/** Stream -> the channel made for it, from when its port is listed to when it is moved. */
const channels = new WeakMap();

const PIPE_OPTIONS = { preventClose: false, preventAbort: false, preventCancel: false, signal: undefined };
const nothing = () => {};

/** @returns {MessagePort[]} what is moved along with a stream; nothing where it cannot be moved, which takeApart() then says */
export function portsFor(core) {
  if (core.locked) return [];
  const channel = new MessageChannel();
  channels.set(core, channel);
  return [channel.port2];
}

function channelOf(core, name) {
  const channel = channels.get(core);
  channels.delete(core);
  if (channel === undefined || core.locked) {
    throw new DOMException(`Cannot transfer a locked ${name}`, 'DataCloneError');
  }
  return channel;
}

/** @returns {MessagePort} over which what comes out of `core` is read */
export function moveReadable(core) {
  const { port1, port2 } = channelOf(core, 'ReadableStream');
  pipe(core, crossRealmWritable(port1, false), PIPE_OPTIONS).catch(nothing);
  return port2;
}

/** @returns {MessagePort} over which is written to `core` */
export function moveWritable(core) {
  const { port1, port2 } = channelOf(core, 'WritableStream');
  pipe(crossRealmReadable(port1, false), core, PIPE_OPTIONS).catch(nothing);
  return port2;
}

/** @param {MessagePort} port  of moveReadable() @returns {ReadableCore} */
export function receiveReadable(port) {
  return crossRealmReadable(port, true);
}

/** @param {MessagePort} port  of moveWritable() @returns {WritableCore} */
export function receiveWritable(port) {
  return crossRealmWritable(port, true);
}
