// What fetch() notes of each request.

import { codes } from '../errors.js';
import { atCheck } from '../timers/immediate.js';
import { enumerable, INTERNAL, PerformanceEntry, tag } from './entry.js';
import { enqueue } from './observe.js';
import { buffer, clear, entriesOf } from './timeline.js';

// Of a response that came from a cache after all: its headers alone. (Resource Timing, "transferSize")
const HEADERS_SIZE = 300;

let limit = 250;
let overflow = []; // what came while the buffer was full, until 'resourcetimingbufferfull' was told
let announced = false;
let announce;

/** Sets what tells that the buffer is full. */
export function onBufferFull(fn) {
  announce = fn;
}

const FIELDS = {
  workerStart: (info) => info.finalServiceWorkerStartTime,
  redirectStart: (info) => info.redirectStartTime,
  redirectEnd: (info) => info.redirectEndTime,
  fetchStart: (info) => info.postRedirectStartTime,
  domainLookupStart: (info) => info.finalConnectionTimingInfo?.domainLookupStartTime,
  domainLookupEnd: (info) => info.finalConnectionTimingInfo?.domainLookupEndTime,
  connectStart: (info) => info.finalConnectionTimingInfo?.connectionStartTime,
  connectEnd: (info) => info.finalConnectionTimingInfo?.connectionEndTime,
  secureConnectionStart: (info) => info.finalConnectionTimingInfo?.secureConnectionStartTime,
  requestStart: (info) => info.finalNetworkRequestStartTime,
  responseStart: (info) => info.finalNetworkResponseStartTime,
  responseEnd: (info) => info.endTime,
};

/** Source: Resource Timing, "The PerformanceResourceTiming interface"; Node since v18.2.0. */
export class PerformanceResourceTiming extends PerformanceEntry {
  #info;
  #initiatorType;
  #cacheMode;
  #status;
  #deliveryType;

  constructor(token, info, name, initiatorType, cacheMode, status, deliveryType) {
    if (token !== INTERNAL) throw new codes.ERR_ILLEGAL_CONSTRUCTOR();
    super(token, name, 'resource', info.startTime, info.endTime - info.startTime);
    this.#info = info;
    this.#initiatorType = initiatorType;
    this.#cacheMode = cacheMode;
    this.#status = status;
    this.#deliveryType = deliveryType;
  }

  static {
    for (const [name, read] of Object.entries(FIELDS)) {
      Object.defineProperty(this.prototype, name, {
        get() {
          return read(this.#info);
        },
        enumerable: true,
        configurable: true,
      });
    }
  }

  get initiatorType() {
    return this.#initiatorType;
  }

  get nextHopProtocol() {
    return this.#info.finalConnectionTimingInfo?.ALPNNegotiatedProtocol;
  }

  get transferSize() {
    if (this.#cacheMode === 'local') return 0;
    if (this.#cacheMode === 'validated') return HEADERS_SIZE;
    return this.#info.encodedBodySize + HEADERS_SIZE;
  }

  get encodedBodySize() {
    return this.#info.encodedBodySize;
  }

  get decodedBodySize() {
    return this.#info.decodedBodySize;
  }

  get deliveryType() {
    return this.#deliveryType;
  }

  get responseStatus() {
    return this.#status;
  }

  toJSON() {
    const json = { ...super.toJSON(), initiatorType: this.#initiatorType, nextHopProtocol: this.nextHopProtocol };
    for (const name of Object.keys(FIELDS)) json[name] = this[name];
    const { transferSize, encodedBodySize, decodedBodySize, deliveryType, responseStatus } = this;
    return Object.assign(json, { transferSize, encodedBodySize, decodedBodySize, deliveryType, responseStatus });
  }
}
enumerable(PerformanceResourceTiming.prototype, [
  'initiatorType',
  'nextHopProtocol',
  'transferSize',
  'encodedBodySize',
  'decodedBodySize',
  'deliveryType',
  'responseStatus',
  'toJSON',
]);
tag(PerformanceResourceTiming);

/**
 * Notes a finished request.
 * @param {object} info  the Fetch standard's "fetch timing info"
 * @returns {PerformanceResourceTiming}
 * @throws ERR_INVALID_ARG_VALUE
 * Source: Node performance.markResourceTiming since v18.2.0.
 */
export function markResourceTiming(info, url, initiatorType, global, cacheMode, bodyInfo, status, deliveryType = '') {
  if (cacheMode !== '' && cacheMode !== 'local' && cacheMode !== 'validated') {
    throw new codes.ERR_INVALID_ARG_VALUE('cacheMode', cacheMode);
  }
  const made = new PerformanceResourceTiming(INTERNAL, info, url, initiatorType, cacheMode, status, deliveryType);
  enqueue(made);
  if (entriesOf('resource').length < limit && !announced) {
    buffer(made);
  } else {
    overflow.push(made);
    if (!announced) atCheck(tellFull);
    announced = true;
  }
  return made;
}

// Listeners may make room: what came too late goes there then, as far as it fits. (Resource Timing, "fire a buffer full event")
function tellFull() {
  while (overflow.length > 0) {
    const before = overflow.length;
    if (entriesOf('resource').length >= limit) announce();
    while (overflow.length > 0 && entriesOf('resource').length < limit) buffer(overflow.shift());
    if (overflow.length >= before) overflow = [];
  }
  announced = false;
}

export function setResourceTimingBufferSize(size) {
  if (arguments.length === 0) throw new codes.ERR_MISSING_ARGS('maxSize');
  limit = Number.isFinite(size) && size >= 1 ? Math.trunc(size) : 0;
}

export function clearResourceTimings() {
  clear('resource');
}
