// The option `stdio`: what each descriptor of a child is.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { newPipe } from '../net/handles.js';

const { Channel } = binding('child_process');

/** Marks a stream that a child has as one of its descriptors: it is not read here any more. */
export const usedAsStdio = Symbol('usedAsStdio');

const forAll = new Set(['ignore', 'pipe', 'overlapped', 'inherit']);

function asList(stdio) {
  if (!stdio) stdio = 'pipe';
  if (typeof stdio === 'string') {
    if (!forAll.has(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
    return [stdio, stdio, stdio];
  }
  if (!Array.isArray(stdio)) throw new codes.ERR_INVALID_ARG_VALUE('stdio', stdio);
  const list = [...stdio];
  while (list.length < 3) list.push(undefined);
  return list;
}

/** The descriptor of a stream or of its native half; undefined for what has none (yet). */
function descriptorOf(value) {
  if (typeof value !== 'object' || value === null) return undefined;
  const handle = value._handle ?? value;
  const fd = typeof value.fd === 'number' ? value.fd : (handle.descriptor?.() ?? handle.fd);
  return typeof fd === 'number' && fd >= 0 ? fd : undefined;
}

/**
 * `stdio` as a list for the native half.
 * @param {boolean} sync  pipes are collected instead of streamed
 * @returns {{ type: string, fd?: number, handle?: object, ipc?: boolean, stream?: object }[]}
 * @throws ERR_INVALID_ARG_VALUE, ERR_IPC_ONE_PIPE, ERR_IPC_SYNC_FORK
 */
export function describeStdio(stdio, sync) {
  const list = [];
  const close = () => {
    for (const { handle } of list) handle?.close(undefined);
  };
  let channels = 0;
  for (const [i, given] of asList(stdio).entries()) {
    const value = given ?? (i < 3 ? 'pipe' : 'ignore');
    const fd = descriptorOf(value);
    if (value === 'ignore') {
      list.push({ type: 'ignore' });
    } else if (value === 'pipe' || value === 'overlapped' || (typeof value === 'number' && value < 0)) {
      list.push(sync ? { type: 'pipe' } : { type: 'pipe', handle: newPipe() });
    } else if (value === 'inherit') {
      list.push({ type: 'fd', fd: i });
    } else if (value === 'ipc') {
      if (sync || ++channels > 1) {
        close();
        throw sync ? new codes.ERR_IPC_SYNC_FORK() : new codes.ERR_IPC_ONE_PIPE();
      }
      list.push({ type: 'pipe', handle: new Channel(), ipc: true });
    } else if (typeof value === 'number') {
      list.push({ type: 'fd', fd: value });
    } else if (fd !== undefined) {
      list.push({ type: 'fd', fd, stream: value });
    } else if (typeof value === 'string' || ArrayBuffer.isView(value)) {
      // what the child reads, where it is waited for
      if (!sync || i > 0) {
        close();
        throw sync
          ? new codes.ERR_INVALID_ARG_VALUE(`stdio[${i}]`, value, 'can only be given to stdio[0]')
          : new codes.ERR_INVALID_SYNC_FORK_INPUT(value);
      }
      list.push({ type: 'pipe', input: value });
    } else {
      close();
      throw new codes.ERR_INVALID_ARG_VALUE('stdio', value);
    }
  }
  return list;
}

/** What a child has as a descriptor of its own is left to it: no data goes astray. */
export function leaveToChild(stream) {
  const handle = stream._handle;
  if (typeof handle?.readStop !== 'function') return;
  handle.readStop();
  stream.pause?.();
  if (stream._readableState) {
    stream._readableState.flowing = false;
    stream._readableState.reading = false;
  }
  stream[usedAsStdio] = true;
}
