// The names that every program finds on globalThis. Those in the snapshot cost nothing at the start; those of `lazily` are
// loaded at their first use.
import process from '../../process.js';
import { URL, URLSearchParams } from '../../url.js';
import { load, has } from '../builtins.js';
import { fetch } from '../fetch/fetch.js';
import { options } from '../options.js';
import { onStart } from '../start.js';
import '../webassembly/streaming.js';

// V8's left-over of before there was a standard. Contexts of node:vm lack it, too.
delete Intl.v8BreakIterator;

function define(name, value, enumerable = false) {
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable, configurable: true });
}

// name -> module below lib/ and its export: found through a getter that replaces itself
const lazily = {
  AbortController: ['internal/abort_controller'],
  AbortSignal: ['internal/abort_controller'],
  Blob: ['internal/blob'],
  BroadcastChannel: ['internal/messaging/broadcast_channel'],
  ByteLengthQueuingStrategy: ['stream/web'],
  CloseEvent: ['internal/event_target'],
  CompressionStream: ['internal/webstreams/compression'],
  CountQueuingStrategy: ['stream/web'],
  Crypto: ['internal/crypto/webcrypto'],
  CryptoKey: ['internal/crypto/crypto_key'],
  CustomEvent: ['internal/event_target'],
  DOMException: ['internal/dom_exception'],
  DecompressionStream: ['internal/webstreams/compression'],
  ErrorEvent: ['internal/event_target'],
  Event: ['internal/event_target'],
  EventTarget: ['internal/event_target'],
  File: ['internal/blob'],
  FormData: ['internal/fetch/classes'],
  Headers: ['internal/fetch/headers'],
  MessageChannel: ['internal/messaging/message_port'],
  MessageEvent: ['internal/messaging/message_event'],
  MessagePort: ['internal/messaging/message_port'],
  Navigator: ['internal/navigator'],
  Performance: ['perf_hooks'],
  PerformanceEntry: ['perf_hooks'],
  PerformanceMark: ['perf_hooks'],
  PerformanceMeasure: ['perf_hooks'],
  PerformanceObserver: ['perf_hooks'],
  PerformanceObserverEntryList: ['perf_hooks'],
  PerformanceResourceTiming: ['perf_hooks'],
  ReadableByteStreamController: ['stream/web'],
  ReadableStream: ['stream/web'],
  ReadableStreamBYOBReader: ['stream/web'],
  ReadableStreamBYOBRequest: ['stream/web'],
  ReadableStreamDefaultController: ['stream/web'],
  ReadableStreamDefaultReader: ['stream/web'],
  Request: ['internal/fetch/request'],
  Response: ['internal/fetch/response'],
  TextDecoder: ['internal/encoding'],
  TextDecoderStream: ['stream/web'],
  TextEncoder: ['internal/encoding'],
  TextEncoderStream: ['stream/web'],
  TransformStream: ['stream/web'],
  TransformStreamDefaultController: ['stream/web'],
  URLPattern: ['internal/url/pattern'],
  WebSocket: ['internal/fetch/classes'],
  WritableStream: ['stream/web'],
  WritableStreamDefaultController: ['stream/web'],
  WritableStreamDefaultWriter: ['stream/web'],
};
const lazilyEnumerable = {
  atob: ['buffer'],
  btoa: ['buffer'],
  performance: ['perf_hooks'],
  structuredClone: ['internal/messaging/structured_clone'],
};

function defineLazily(name, [id, exported = name], enumerable) {
  if (!has(id)) return;
  Object.defineProperty(globalThis, name, {
    get() {
      const value = load(id)[exported];
      define(name, value, enumerable);
      return value;
    },
    set(value) {
      define(name, value, enumerable);
    },
    enumerable,
    configurable: true,
  });
}

define('global', globalThis, true);
Object.defineProperty(globalThis, Symbol.toStringTag, {
  value: 'global',
  writable: false,
  enumerable: false,
  configurable: true,
});

// Accessors, as Node documents nothing else but tests and bundlers see them so. Optimized code calls the getter each time: it does the least.
function defineReplaceable(name, make) {
  let known = false;
  let value;
  Object.defineProperty(globalThis, name, {
    get() {
      if (known) return value;
      known = true;
      return (value = make());
    },
    set(replacement) {
      known = true;
      value = replacement;
    },
    enumerable: false,
    configurable: true,
  });
}
defineReplaceable('process', () => process);
// read-only accessors, whose getters have the names that the properties have
function defineReadOnly(accessors) {
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
    Object.defineProperty(globalThis, name, { get, set: undefined, enumerable: true, configurable: true });
  }
}
defineReadOnly({
  get crypto() {
    return load('crypto').webcrypto;
  },
  get navigator() {
    return load('internal/navigator').navigator;
  },
});
if (has('buffer')) defineReplaceable('Buffer', () => load('buffer').Buffer);

define('URL', URL);
define('URLSearchParams', URLSearchParams);
define('fetch', fetch, true);

// What is not there in every process.
onStart(() => {
  if (options['experimental-eventsource']) defineLazily('EventSource', ['internal/fetch/classes'], false);
  if (!options['experimental-global-navigator']) {
    delete globalThis.navigator;
    delete globalThis.Navigator;
  }
  if (!options['experimental-websocket']) {
    delete globalThis.WebSocket;
    delete globalThis.CloseEvent;
  }
});

for (const name in lazily) defineLazily(name, lazily[name], false);
for (const name in lazilyEnumerable) defineLazily(name, lazilyEnumerable[name], true);
