// net.SocketAddress: an IP address with its port, checked and in its canonical form.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kClone, kDeserialize } from '../messaging/symbols.js';
import { validateObject, validatePort, validateString, validateUint32 } from '../validators.js';

const { canonicalAddress } = binding('net');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const LARGEST_FLOWLABEL = 0xfffff;

/** Source: Node class net.SocketAddress since v15.14.0. */
export class SocketAddress {
  #address;
  #port;
  #family;
  #flowlabel;

  /**
   * @param {object} [options]
   * @param {string} [options.address]  127.0.0.1 or :: by default
   * @param {string} [options.family]  'ipv4' (the default) or 'ipv6', in small or capital letters
   * @param {number} [options.port]  0 by default
   * @param {number} [options.flowlabel]  20 bits, of IPv6; 0 by default
   * @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_SOCKET_BAD_PORT, ERR_OUT_OF_RANGE; ERR_INVALID_ADDRESS
   */
  constructor(options = {}) {
    validateObject(options, 'options');
    const { family = 'ipv4', port = 0, flowlabel = 0 } = options;
    const lower = typeof family === 'string' ? family.toLowerCase() : family;
    if (lower !== 'ipv4' && lower !== 'ipv6') throw new codes.ERR_INVALID_ARG_VALUE('options.family', family);
    const { address = lower === 'ipv4' ? '127.0.0.1' : '::' } = options;
    validateString(address, 'options.address');
    this.#port = validatePort(port, 'options.port') | 0;
    validateUint32(flowlabel, 'options.flowlabel', false);
    if (flowlabel > LARGEST_FLOWLABEL) {
      throw new codes.ERR_OUT_OF_RANGE('options.flowlabel', `>= 0 && <= ${LARGEST_FLOWLABEL}`, flowlabel);
    }
    this.#address = canonicalAddress(address, lower === 'ipv4' ? 4 : 6);
    if (this.#address === undefined) throw new codes.ERR_INVALID_ADDRESS();
    this.#family = lower;
    this.#flowlabel = lower === 'ipv4' ? 0 : flowlabel;
  }

  static isSocketAddress(value) {
    return typeof value === 'object' && value !== null && #address in value;
  }

  /**
   * @param {string} input  such as 123.1.2.3:1234 or [1::1]:1234; IPv4 in all the ways that URLs know
   * @returns {SocketAddress | undefined} undefined for what is none
   * @throws ERR_INVALID_ARG_TYPE
   * Source: Node since v23.4.0.
   */
  static parse(input) {
    validateString(input, 'input');
    if (/[/\\?#@\s]/.test(input)) return undefined;
    const url = URL.parse(`http://${input}`);
    if (url === null) return undefined;
    const { hostname } = url;
    // The port that is the scheme's own is left out of a URL; no other scheme has the same.
    const port = Number(url.port || new URL(`ftp://${input}`).port);
    const address = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    const family = hostname.startsWith('[') ? 'ipv6' : 'ipv4';
    if (canonicalAddress(address, family === 'ipv4' ? 4 : 6) === undefined) return undefined;
    return new SocketAddress({ address, port, family });
  }

  get address() {
    return this.#address;
  }

  get port() {
    return this.#port;
  }

  get family() {
    return this.#family;
  }

  get flowlabel() {
    return this.#flowlabel;
  }

  toJSON() {
    const { address, port, family, flowlabel } = this;
    return { address, port, family, flowlabel };
  }

  [kClone]() {
    return { data: this.toJSON(), deserializeInfo: 'internal/net/socket_address:SocketAddress' };
  }

  static [kDeserialize](data) {
    return new SocketAddress(data);
  }

  [customInspect](depth, options) {
    if (depth < 0) return '[SocketAddress]';
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `SocketAddress ${load('internal/util/inspect').inspect(this.toJSON(), inner)}`;
  }
}
