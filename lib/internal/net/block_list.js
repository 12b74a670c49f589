// net.BlockList: rules that say which addresses are not to be connected with.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { kClone, kDeserialize } from '../messaging/symbols.js';
import { validateInteger, validateString } from '../validators.js';
import { SocketAddress } from './socket_address.js';

const { BlockList: NativeBlockList, receiveBlockList } = binding('net');
const customInspect = Symbol.for('nodejs.util.inspect.custom');
const RULE =
  /^(?:Address: (?<address>IPv[46]) (?<one>.+)|Range: (?<range>IPv[46]) (?<first>[^-]+)-(?<last>.+)|Subnet: (?<subnet>IPv[46]) (?<network>.+)\/(?<prefix>\d+))$/;

/** @returns {SocketAddress} @throws ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_ADDRESS */
function toAddress(value, family, name) {
  if (SocketAddress.isSocketAddress(value)) return value;
  validateString(value, name);
  validateString(family, 'family');
  return new SocketAddress({ address: value, family });
}

const number = ({ family }) => (family === 'ipv4' ? 4 : 6);

/** Source: Node class net.BlockList since v15.0.0. Where a family is given with a text, it is 'ipv4' (the default) or 'ipv6'. */
export class BlockList {
  #native;

  constructor() {
    this.#native = new NativeBlockList();
  }

  static isBlockList(value) {
    return typeof value === 'object' && value !== null && #native in value;
  }

  /** @param {string | SocketAddress} address @param {string} [family] */
  addAddress(address, family = 'ipv4') {
    const one = toAddress(address, family, 'address');
    this.#native.addAddress(one.address, number(one));
  }

  /**
   * All addresses between two, both included.
   * @param {string | SocketAddress} start
   * @param {string | SocketAddress} end
   * @param {string} [family]
   * @throws ERR_INVALID_ARG_VALUE where the end comes before the start
   */
  addRange(start, end, family = 'ipv4') {
    const first = toAddress(start, family, 'start');
    const last = toAddress(end, family, 'end');
    if (!this.#native.addRange(first.address, number(first), last.address, number(last))) {
      throw new codes.ERR_INVALID_ARG_VALUE('start', first, 'must come before end');
    }
  }

  /**
   * @param {string | SocketAddress} net
   * @param {number} prefix  how many bits are the network's: 0..32 for IPv4, 0..128 for IPv6
   * @param {string} [family]
   */
  addSubnet(net, prefix, family = 'ipv4') {
    const network = toAddress(net, family, 'network');
    validateInteger(prefix, 'prefix', 0, network.family === 'ipv4' ? 32 : 128);
    this.#native.addSubnet(network.address, number(network), prefix);
  }

  /**
   * @param {string | SocketAddress} address
   * @param {string} [family]
   * @returns {boolean} whether a rule is about the address; false for what is no address
   */
  check(address, family = 'ipv4') {
    if (SocketAddress.isSocketAddress(address)) return this.#native.has(address.address, number(address));
    validateString(address, 'address');
    validateString(family, 'family');
    const lower = family.toLowerCase();
    return (lower === 'ipv4' || lower === 'ipv6') && this.#native.has(address, lower === 'ipv4' ? 4 : 6);
  }

  /** @returns {string[]} the latest first */
  get rules() {
    return this.#native.rules();
  }

  /** Source: Node since v24.5.0. */
  toJSON() {
    return this.rules;
  }

  /**
   * Adds what `rules` or toJSON() of a list gave; what is no rule is passed over.
   * @param {string[] | string} data  rules, or such an array as JSON
   * @throws ERR_INVALID_ARG_TYPE; SyntaxError for text that is no JSON
   * Source: Node since v24.5.0.
   */
  fromJSON(data) {
    const rules = typeof data === 'string' ? JSON.parse(data) : data;
    if (!Array.isArray(rules)) throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
    for (const rule of rules) {
      if (typeof rule !== 'string') throw new codes.ERR_INVALID_ARG_TYPE('data', ['string', 'string[]'], data);
    }
    // So that the order of `rules` comes out the same.
    for (const rule of rules.toReversed()) {
      const parts = RULE.exec(rule)?.groups;
      if (parts?.address) this.addAddress(parts.one, parts.address);
      else if (parts?.range) this.addRange(parts.first, parts.last, parts.range);
      else if (parts?.subnet) this.addSubnet(parts.network, Number(parts.prefix), parts.subnet);
    }
  }

  /** The copy is the same list: both see what is added to either. */
  [kClone]() {
    return { data: { memory: this.#native.share() }, deserializeInfo: 'internal/net/block_list:BlockList' };
  }

  static [kDeserialize]({ memory }) {
    const list = new BlockList();
    list.#native = receiveBlockList(NativeBlockList, memory);
    return list;
  }

  [customInspect](depth, options) {
    if (depth < 0) return '[BlockList]';
    const inner = { ...options, depth: options.depth === null ? null : options.depth - 1 };
    return `BlockList ${load('internal/util/inspect').inspect({ rules: this.rules }, inner)}`;
  }
}
