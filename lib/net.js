// node:net: TCP and local sockets.
import { load } from './internal/builtins.js';
import { isIP, isIPv4, isIPv6, normalizeArgs } from './internal/net/address.js';
import {
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
} from './internal/net/connect.js';
import { Server } from './internal/net/server.js';
import { Socket } from './internal/net/socket.js';

/** Node net.createServer since v0.5.0. */
function createServer(options, connectionListener) {
  return new Server(options, connectionListener);
}

/** Node net.createConnection since v0.1.90. */
function connect(...args) {
  const normalized = normalizeArgs(args);
  const [options] = normalized;
  const socket = new Socket(options);
  if (options.timeout) socket.setTimeout(options.timeout);
  return socket.connect(normalized);
}

export default {
  get BlockList() {
    return load('internal/net/block_list').BlockList;
  },
  get SocketAddress() {
    return load('internal/net/socket_address').SocketAddress;
  },
  Server,
  Socket,
  Stream: Socket,
  connect,
  createConnection: connect,
  createServer,
  getDefaultAutoSelectFamily,
  getDefaultAutoSelectFamilyAttemptTimeout,
  isIP,
  isIPv4,
  isIPv6,
  setDefaultAutoSelectFamily,
  setDefaultAutoSelectFamilyAttemptTimeout,
};
