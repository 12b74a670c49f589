// dns.lookup: names to addresses as the system resolves them.
import { tracking } from '../async_hooks/origin.js';
import { tracked } from '../async_hooks/resources.js';
import { binding } from '../binding.js';
import { codes, dnsException } from '../errors.js';
import { options as flags } from '../options.js';
import { nextTick } from '../task_queue/ticks.js';
import { validateBoolean, validateFunction, validateNumber, validateOneOf, validateString } from '../validators.js';
import { isIP } from '../net/address.js';

const { lookup: look, ADDRCONFIG, ALL, V4MAPPED } = binding('dns');

const { noteOrigin, tellOrigin } = binding('errors');

const families = [0, 4, 6];
const orders = ['verbatim', 'ipv4first', 'ipv6first'];
let defaultOrder;

export const getDefaultResultOrder = () => defaultOrder ?? flags['dns-result-order'] ?? 'verbatim';
export function setDefaultResultOrder(value) {
  validateOneOf(value, 'dnsOrder', orders);
  defaultOrder = value;
}

function parse(hostname, options) {
  const asked = { family: 0, hints: 0, all: false, order: getDefaultResultOrder() };
  if (hostname) validateString(hostname, 'hostname');
  if (typeof options === 'number') {
    validateOneOf(options, 'family', families);
    asked.family = options;
    return asked;
  }
  if (options === undefined || options === null) return asked;
  if (typeof options !== 'object') throw new codes.ERR_INVALID_ARG_TYPE('options', ['integer', 'object'], options);
  if (options.hints !== undefined && options.hints !== null) {
    validateNumber(options.hints, 'options.hints');
    asked.hints = options.hints >>> 0;
    if ((asked.hints & ~(ADDRCONFIG | ALL | V4MAPPED)) !== 0)
      throw new codes.ERR_INVALID_ARG_VALUE('hints', asked.hints);
  }
  if (options.family !== undefined && options.family !== null) {
    if (options.family === 'IPv4') asked.family = 4;
    else if (options.family === 'IPv6') asked.family = 6;
    else {
      validateOneOf(options.family, 'options.family', families);
      asked.family = options.family;
    }
  }
  if (options.all !== undefined && options.all !== null) {
    validateBoolean(options.all, 'options.all');
    asked.all = options.all;
  }
  if (options.verbatim !== undefined && options.verbatim !== null) {
    validateBoolean(options.verbatim, 'options.verbatim');
    asked.order = options.verbatim ? 'verbatim' : 'ipv4first';
  }
  if (options.order !== undefined && options.order !== null) {
    validateOneOf(options.order, 'options.order', orders);
    asked.order = options.order;
  }
  return asked;
}

function sorted(found, order) {
  const addresses = [];
  for (let i = 0; i < found.length; i += 2) addresses.push({ address: found[i], family: found[i + 1] });
  if (order === 'verbatim') return addresses;
  const first = order === 'ipv4first' ? 4 : 6;
  return [...addresses.filter((a) => a.family === first), ...addresses.filter((a) => a.family !== first)];
}

/**
 * @param {string} hostname
 * @param {object|number} [options]  family, hints, all, order, verbatim
 * @param {(error, address, family) => void} callback  with `all`: (error, [{ address, family }])
 * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 * Source: Node dns.lookup since v0.1.90.
 */
export function lookup(hostname, options, callback) {
  if (typeof options === 'function') {
    callback = options;
    options = undefined;
  } else if (callback !== undefined || typeof options !== 'object') {
    validateFunction(callback, 'callback');
  }
  validateFunction(callback, 'callback');
  const asked = parse(hostname, options);
  if (!hostname) {
    if (asked.all) nextTick(callback, null, []);
    else nextTick(callback, null, null, asked.family === 6 ? 6 : 4);
    return {};
  }
  const family = isIP(hostname);
  if (family !== 0) {
    if (asked.all) nextTick(callback, null, [{ address: hostname, family }]);
    else nextTick(callback, null, hostname, family);
    return {};
  }
  const origin = noteOrigin();
  const answered = (error, found) => {
    if (error !== 0) {
      const exception = dnsException(error, 'getaddrinfo', hostname);
      tellOrigin(exception, origin);
      callback(exception);
      return;
    }
    const addresses = sorted(found, asked.order);
    if (asked.all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  };
  look(hostname, asked.family, asked.hints, tracking ? tracked('GETADDRINFOREQWRAP', answered) : answered);
  return {};
}
