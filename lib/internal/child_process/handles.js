// Sockets and servers that go with a message: what is sent is a copy of their descriptor, and what they were.
import net from '../../net.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes, errnoException } from '../errors.js';
import { newPipe, newTcp, Pipe, Tcp } from '../net/handles.js';
import { handOver, receiveSocket } from './socket_list.js';

const { guessHandleType } = binding('net');

const nothing = () => {};

/** A native stream over descriptor `fd`, which it owns from now on. @throws a system error */
function open(fd) {
  const type = guessHandleType(fd);
  const handle = type === 'TCP' ? newTcp() : newPipe();
  const status = handle.open(fd);
  if (status === 0) return handle;
  handle.close(undefined);
  load('fs').closeSync(fd);
  throw errnoException(status, 'open');
}

const kinds = {
  'net.Native': {
    pack: (_target, _message, handle) => ({ handle, sent: nothing }),
    receive: (_target, _message, handle, done) => done(handle),
  },
  'net.Server': {
    pack: (_target, _message, server) => ({ handle: server._handle, sent: nothing }),
    receive(_target, _message, handle, done) {
      const server = new net.Server();
      server.listen(handle, () => done(server));
    },
  },
  'net.Socket': {
    pack(target, message, socket, options) {
      const handle = socket._handle;
      if (!handle) return { handle, sent: nothing };
      handle.flush();
      if (socket._server) handOver(target, message, socket, options);
      if (options.keepOpen) return { handle, sent: nothing };
      // from now on the socket is the other process's; here it is closed once it has arrived
      handle.readStop();
      handle.onRead(nothing);
      socket._handle = null;
      socket.setTimeout(0);
      return { handle, sent: () => handle.close(undefined) };
    },
    receive(target, message, handle, done) {
      const socket = new net.Socket({ handle, readable: true, writable: true });
      if (message.key) receiveSocket(target, message.key, socket);
      done(socket);
    },
  },
};

function kindOf(handle) {
  if (handle instanceof net.Socket) return 'net.Socket';
  if (handle instanceof net.Server) return 'net.Server';
  if (handle instanceof Tcp || handle instanceof Pipe) return 'net.Native';
  throw new codes.ERR_INVALID_HANDLE_TYPE();
}

/**
 * @param {object} target  the other process
 * @param {unknown} message
 * @param {object} object  what goes with it
 * @param {{ keepOpen?: boolean }} options
 * @returns {{ message: unknown, parcel: { handle: object, sent: () => void } | null }} without a parcel where it is closed already
 * @throws ERR_INVALID_HANDLE_TYPE
 */
export function pack(target, message, object, options) {
  const type = kindOf(object);
  const wrapped = { cmd: 'NODE_HANDLE', type, msg: message };
  const parcel = kinds[type].pack(target, wrapped, object, options);
  if (!parcel.handle) return { message, parcel: null };
  if (parcel.handle.descriptor?.() === undefined) throw new codes.ERR_INVALID_HANDLE_TYPE();
  return { message: wrapped, parcel };
}

/**
 * Makes of descriptor `fd` what it was on the other side.
 * @param {(handle: object | undefined) => void} done
 */
export function receive(target, message, fd, done) {
  const kind = kinds[message.type];
  if (kind === undefined) {
    load('fs').closeSync(fd);
    done(undefined);
    return;
  }
  kind.receive(target, message, open(fd), done);
}
