// How a socket connects: by path, by address, or by name, where it tries addresses of both families in turn ("happy eyeballs").
import { codes, aggregateError, errnoException, exceptionWithHostPort } from '../errors.js';
import { tracking, triggeredBy } from '../async_hooks/origin.js';
import { asyncIdOf } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { options as flags } from '../options.js';
import { nextTick } from '../task_queue/ticks.js';
import { clearTimeout, setTimeout } from '../../timers.js';
import {
  validateBoolean,
  validateFunction,
  validateInt32,
  validateNumber,
  validateOneOf,
  validatePort,
  validateString,
} from '../validators.js';
import { isIP } from './address.js';
import { newPipe, newTcp } from './handles.js';
import { giveHandle } from './socket.js';
import { applyOptions } from './socket_options.js';

const { noteOrigin, tellOrigin } = binding('errors');

export const families = {
  autoSelect: undefined,
  attemptTimeout: undefined,
};

/** Node net.getDefaultAutoSelectFamily since v19.4.0. */
export const getDefaultAutoSelectFamily = () => families.autoSelect ?? flags['network-family-autoselection'] !== false;
export function setDefaultAutoSelectFamily(value) {
  validateBoolean(value, 'value');
  families.autoSelect = value;
}
/** ms: a flag says it, too. */
export const getDefaultAutoSelectFamilyAttemptTimeout = () =>
  families.attemptTimeout ?? Math.max(10, flags['network-family-autoselection-attempt-timeout'] ?? 500);
/** @param {number} value  ms, at least 10 */
export function setDefaultAutoSelectFamilyAttemptTimeout(value) {
  validateInt32(value, 'value', 1);
  families.attemptTimeout = Math.max(10, value);
}

/** Connects `socket` as `options` say. Errors are told by 'error'; bad options throw. */
export function connectSocket(socket, options) {
  if (options.path) {
    validateString(options.path, 'options.path');
    connectPath(socket, options.path);
    return;
  }
  const { localAddress, localPort, port } = options;
  const host = options.host || 'localhost';
  validateString(host, 'options.host');
  if (localAddress && isIP(localAddress) === 0) throw new codes.ERR_INVALID_IP_ADDRESS(localAddress);
  if (localPort !== undefined) validateNumber(localPort, 'options.localPort');
  if (port !== undefined) {
    if (typeof port !== 'number' && typeof port !== 'string')
      throw new codes.ERR_INVALID_ARG_TYPE('options.port', ['number', 'string'], port);
    validatePort(port);
  }
  if (options.blockList !== undefined) {
    const { BlockList } = load('internal/net/block_list');
    if (!BlockList.isBlockList(options.blockList))
      throw new codes.ERR_INVALID_ARG_TYPE('options.blockList', 'net.BlockList', options.blockList);
  }
  if (options.autoSelectFamily != null) validateBoolean(options.autoSelectFamily, 'options.autoSelectFamily');
  if (options.autoSelectFamilyAttemptTimeout != null)
    validateInt32(options.autoSelectFamilyAttemptTimeout, 'options.autoSelectFamilyAttemptTimeout', 1);

  const { family: wanted } = options;
  const target = { ...options, port: Number(port) | 0, host, family: familyNumber(wanted), origin: noteOrigin() };
  if (options.lookup !== undefined) validateFunction(options.lookup, 'options.lookup');
  // There from now on: its options can be set while it connects.
  if (!socket._handle) giveHandle(socket, newTcp());
  const family = isIP(host);
  if (family !== 0) {
    nextTick(() => {
      if (socket.connecting) connectAddress(socket, target, host, family);
    });
    return;
  }
  if (target.family !== undefined && target.family !== 4 && target.family !== 6 && target.family !== 0) {
    validateOneOf(options.family, 'options.family', [0, 4, 6]);
  }
  byName(socket, target);
}

// as server.address() gives it, too
const familyNumber = (family) => (family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family);

function connectPath(socket, path) {
  const origin = noteOrigin();
  giveHandle(socket, newPipe());
  const error = socket._handle.connect(path, (status) => finish(socket, status, () => pathError(status, path, origin)));
  if (error < 0) nextTick(() => socket.destroy(pathError(error, path, origin)));
}

function pathError(status, path, origin) {
  const error = errnoException(status, 'connect', path);
  error.address = path;
  tellOrigin(error, origin);
  return error;
}

/** One attempt; `done` replaces what happens at its end. Returns the handle. */
function attempt(socket, options, address, family, done) {
  if (!socket._handle) giveHandle(socket, newTcp());
  const handle = socket._handle;
  const { localAddress, localPort, port } = options;
  socket.emit('connectionAttempt', address, port, family);
  if (localAddress || localPort) {
    const local = localAddress ?? (family === 6 ? '::' : '0.0.0.0');
    const error = handle.bind(local, localPort | 0, family, 0);
    if (error < 0) {
      done(error, exceptionWithHostPort(error, 'bind', local, localPort));
      return handle;
    }
  }
  const { blockList } = options;
  if (blockList?.check(address, `ipv${family}`)) {
    done(-1, new codes.ERR_IP_BLOCKED(address));
    return handle;
  }
  const error = handle.connect(address, port, family, (status) =>
    done(status, status < 0 ? connectError(socket, status, address, port, options) : null),
  );
  if (error < 0) done(error, connectError(socket, error, address, port, options));
  return handle;
}

function connectError(socket, status, address, port, { localAddress, localPort, origin }) {
  const local = localAddress && localPort ? `${localAddress}:${localPort}` : undefined;
  const error = exceptionWithHostPort(status, 'connect', address, port, local);
  if (local !== undefined) Object.assign(error, { localAddress, localPort });
  tellOrigin(error, origin);
  return error;
}

function connectAddress(socket, options, address, family) {
  attempt(socket, options, address, family, (status, error) => {
    if (status < 0) socket.emit('connectionAttemptFailed', address, options.port, family, error);
    finish(socket, status, () => error);
  });
}

function finish(socket, status, makeError) {
  if (socket.destroyed) return;
  socket.connecting = false;
  if (status < 0) {
    const error = makeError();
    socket.destroy(error);
    return;
  }
  connected(socket);
}

function connected(socket) {
  socket._unrefTimer();
  socket.connecting = false;
  applyOptions(socket);
  if (socket.readable && !socket.isPaused()) socket.read(0);
  socket.emit('connect');
  socket.emit('ready');
}

function byName(socket, options) {
  const { host, port } = options;
  const lookup = options.lookup ?? load('internal/dns/lookup').lookup;
  const family = options.family ?? 0;
  const auto = family === 0 && !options.localAddress && (options.autoSelectFamily ?? getDefaultAutoSelectFamily());
  const asked = { family, hints: options.hints ?? 0 };
  if (auto) asked.all = true;
  socket._host = host;
  const answered = (error, found, foundFamily) => {
    const addresses = error ? [] : Array.isArray(found) ? found : [{ address: found, family: foundFamily }];
    if (auto && Array.isArray(found))
      for (const a of addresses) socket.emit('lookup', error, a.address, a.family, host);
    else socket.emit('lookup', error, found, foundFamily, host);
    if (!socket.connecting) return;
    if (error) {
      nextTick(() => socket.destroy(error));
      return;
    }
    const usable = addresses.filter((a) => isIP(a.address) !== 0 && (a.family === 4 || a.family === 6));
    if (usable.length === 0) {
      const bad = addresses[0] ?? {};
      nextTick(() => socket.destroy(badAddress(bad, host, port)));
      return;
    }
    socket._unrefTimer();
    if (usable.length === 1 || !auto) connectAddress(socket, options, usable[0].address, usable[0].family);
    else inTurn(socket, options, alternating(usable));
  };
  // Whoever asked has to get the socket before it can fail.
  let early = true;
  const take = (...answer) => {
    if (early) nextTick(answered, ...answer);
    else answered(...answer);
  };
  if (tracking) triggeredBy(asyncIdOf(socket._handle), lookup, host, asked, take);
  else lookup(host, asked, take);
  early = false;
}

function badAddress({ address, family }, host, port) {
  if (isIP(address) === 0) return new codes.ERR_INVALID_IP_ADDRESS(address);
  return new codes.ERR_INVALID_ADDRESS_FAMILY(family, host, port);
}

/** The families take turns, the first one found begins. */
function alternating(addresses) {
  const first = addresses.filter((a) => a.family === addresses[0].family);
  const others = addresses.filter((a) => a.family !== addresses[0].family);
  const out = [];
  for (let i = 0; i < Math.max(first.length, others.length); i++) {
    if (first[i]) out.push(first[i]);
    if (others[i]) out.push(others[i]);
  }
  return out;
}

// An attempt that has not succeeded in time is given up for the next address.
function inTurn(socket, options, addresses) {
  const wait =
    options.autoSelectFamilyAttemptTimeout === undefined
      ? getDefaultAutoSelectFamilyAttemptTimeout()
      : Math.max(10, options.autoSelectFamilyAttemptTimeout);
  const errors = [];
  socket.autoSelectFamilyAttemptedAddresses = [];
  let index = -1;
  const next = () => {
    if (!socket.connecting || socket.destroyed) return;
    if (++index === addresses.length) {
      socket.connecting = false;
      const error = errors.length === 1 ? errors[0] : aggregateError(errors);
      tellOrigin(error, options.origin);
      socket.destroy(error);
      return;
    }
    const { address, family } = addresses[index];
    socket.autoSelectFamilyAttemptedAddresses.push(`${address}:${options.port}`);
    let over = false;
    let timer;
    const end = (fail, error) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      if (!fail) {
        finish(socket, 0);
        return;
      }
      errors.push(error);
      const handle = socket._handle;
      socket._handle = null;
      handle?.close(undefined);
      next();
    };
    const done = (status, error) => {
      if (over || socket.destroyed) return;
      if (status < 0) socket.emit('connectionAttemptFailed', address, options.port, family, error);
      end(status < 0, error);
    };
    attempt(socket, options, address, family, done);
    if (over || index === addresses.length - 1) return;
    timer = setTimeout(() => {
      socket.emit('connectionAttemptTimeout', address, options.port, family);
      const error = exceptionWithHostPort(-110, 'connect', address, options.port);
      end(true, error);
    }, wait);
  };
  next();
}
