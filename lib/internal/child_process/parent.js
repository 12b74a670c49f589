// The channel to the process that has started this one, where there is one: the environment names its descriptor.
import { binding } from '../binding.js';
import { env } from '../process/env.js';
import { connectChannel } from './channel.js';

/** Connects `process` where NODE_CHANNEL_FD names a descriptor; children do not inherit that. */
export function connectParent(process) {
  const fd = Number.parseInt(env.NODE_CHANNEL_FD, 10);
  const serialization = env.NODE_CHANNEL_SERIALIZATION_MODE || 'json';
  delete env.NODE_CHANNEL_FD;
  delete env.NODE_CHANNEL_SERIALIZATION_MODE;
  if (!(fd >= 0)) return;
  const { Channel } = binding('child_process');
  const native = new Channel();
  if (native.open(fd) < 0) {
    native.close(undefined);
    return;
  }
  const control = connectChannel(process, native, serialization);
  // a program that listens to nobody does not wait for anybody
  native.setRef(false);
  const counts = (name) => name === 'message' || name === 'disconnect';
  process.on('newListener', (name) => {
    if (counts(name)) control.refCounted();
  });
  process.on('removeListener', (name) => {
    if (counts(name)) control.unrefCounted();
  });
}
