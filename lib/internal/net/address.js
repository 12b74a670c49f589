// Addresses: what is one, and how Node words them.
import { binding } from '../binding.js';
import { codes } from '../errors.js';
import { validatePort } from '../validators.js';

const native = binding('net');

/** @returns {0|4|6} of which family the address is. Node net.isIP since v0.3.0. */
export function isIP(input) {
  return native.isIP(`${input}`);
}
export const isIPv4 = (input) => isIP(input) === 4;
export const isIPv6 = (input) => isIP(input) === 6;

/** [host, family, port] of the native half as Node's { address, family, port }; {} for an errno. */
export function nameToAddress(name) {
  return typeof name === 'number' ? {} : { address: name[0], family: `IPv${name[1]}`, port: name[2] };
}

/**
 * The arguments of connect() and listen(): [options, callback].
 * (port[, host][, cb]), (path[, cb]), (options[, cb]), (cb), ()
 */
export function normalizeArgs(args) {
  if (args.length === 0) return [{}, null];
  const [first, second] = args;
  let options = {};
  if (typeof first === 'object' && first !== null) options = first;
  else if (isPipeName(first)) options.path = first;
  else {
    options.port = first;
    if (args.length > 1 && typeof second === 'string') options.host = second;
  }
  const last = args[args.length - 1];
  return [options, typeof last === 'function' ? last : null];
}

const isPipeName = (value) => typeof value === 'string' && toPort(value) === false;

/** @returns {number|false} value as a port number or numeric string that is not negative */
export function toPort(value) {
  const number = Number(value);
  return number >= 0 ? number : false;
}

/** A port as options give it: number or numeric string. */
export function checkPort(port, name = 'options.port') {
  if (typeof port !== 'number' && typeof port !== 'string')
    throw new codes.ERR_INVALID_ARG_TYPE(name, ['number', 'string'], port);
  return validatePort(port, name) | 0;
}
