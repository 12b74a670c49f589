// Objects of the classes whose methods the sweep calls, made as a program makes them. Some are promised.
'use strict';

const quiet = (emitter) => emitter.on('error', () => {});

// A file in the sweep's own folder: its mode and times change on the way.
const opened = require('node:path').resolve('opened');
require('node:fs').writeFileSync(opened, 'x'.repeat(1000));

const of = {
  module: {
    assert: (m) => ({ AssertionError: () => new m.AssertionError({ message: 'x' }) }),
    async_hooks: (m) => ({
      AsyncLocalStorage: () => new m.AsyncLocalStorage(),
      AsyncResource: () => new m.AsyncResource('X'),
    }),
    buffer: (m) => ({
      Buffer: () => m.Buffer.from('abcdefgh'),
      Blob: () => new m.Blob(['x', 'y']),
      File: () => new m.File(['x'], 'name'),
    }),
    child_process: (m) => ({ ChildProcess: () => quiet(m.spawn('true', { stdio: 'pipe' })) }),
    console: (m) => ({ Console: () => new m.Console(new (require('node:stream').PassThrough)()) }),
    crypto: (m) => ({
      Hash: () => m.createHash('sha256'),
      Hmac: () => m.createHmac('sha256', 'k'),
      Cipher: () => m.createCipheriv('aes-128-gcm', Buffer.alloc(16), Buffer.alloc(12)),
      Decipher: () => m.createDecipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16)),
      Sign: () => m.createSign('sha256'),
      Verify: () => m.createVerify('sha256'),
      SecretKey: () => m.createSecretKey(Buffer.alloc(16)),
      PrivateKey: () => m.generateKeyPairSync('ed25519').privateKey,
    }),
    diagnostics_channel: (m) => ({
      Channel: () => m.channel('x'),
      TracingChannel: () => m.tracingChannel('x'),
    }),
    events: (m) => ({ EventEmitter: () => new m.EventEmitter(), EventTarget: () => new EventTarget() }),
    fs: (m) => ({
      ReadStream: () => quiet(m.createReadStream(opened)),
      WriteStream: () => quiet(m.createWriteStream('written')),
      Dir: () => m.opendirSync('.'),
      Stats: () => m.statSync('.'),
      StatWatcher: () => m.watchFile('watched', { persistent: false }, () => {}),
      FSWatcher: () => quiet(m.watch('.', { persistent: false })),
    }),
    'fs/promises': (m) => ({ FileHandle: () => m.open(opened) }),
    http: (m) => ({
      Agent: () => new m.Agent(),
      Server: () => quiet(m.createServer()),
      IncomingMessage: () => new m.IncomingMessage(new (require('node:net').Socket)()),
      ServerResponse: () => new m.ServerResponse(new m.IncomingMessage(new (require('node:net').Socket)())),
      ClientRequest: () => quiet(m.request({ host: '127.0.0.1', port: 1 })),
    }),
    module: (m) => ({ Module: () => new m.Module('x') }),
    net: (m) => ({
      Socket: () => quiet(new m.Socket()),
      Server: () => quiet(m.createServer()),
    }),
    perf_hooks: (m) => ({
      Histogram: () => m.createHistogram(),
      DelayHistogram: () => m.monitorEventLoopDelay(),
      PerformanceObserver: () => new m.PerformanceObserver(() => {}),
    }),
    readline: (m) => ({ Interface: () => m.createInterface({ input: new (require('node:stream').PassThrough)() }) }),
    stream: (m) => ({
      Readable: () => quiet(new m.Readable({ read() {} })),
      Writable: () => quiet(new m.Writable({ write: (_chunk, _encoding, done) => done() })),
      PassThrough: () => quiet(new m.PassThrough()),
    }),
    'stream/web': (m) => ({
      ReadableStream: () => new m.ReadableStream({ pull: (controller) => controller.enqueue('x') }),
      ReadableByteStream: () => new m.ReadableStream({ type: 'bytes' }),
      Reader: () => new m.ReadableStream().getReader(),
      ByobReader: () => new m.ReadableStream({ type: 'bytes' }).getReader({ mode: 'byob' }),
      Writer: () => new m.WritableStream().getWriter(),
      TransformStream: () => new m.TransformStream(),
    }),
    string_decoder: (m) => ({ StringDecoder: () => new m.StringDecoder('utf8') }),
    timers: (m) => ({ Timeout: () => m.setTimeout(() => {}, 1e6).unref(), Immediate: () => m.setImmediate(() => {}) }),
    url: (m) => ({
      URL: () => new m.URL('http://user:word@host:1/path?query#hash'),
      URLSearchParams: () => new m.URLSearchParams('a=1&b=2'),
      Iterator: () => new m.URLSearchParams('a=1&b=2').entries(),
    }),
    util: (m) => ({
      TextDecoder: () => new m.TextDecoder('utf-16le'),
      TextEncoder: () => new m.TextEncoder(),
      MIMEType: () => new m.MIMEType('text/plain;a=b'),
      MIMEParams: () => new m.MIMEType('text/plain;a=b').params,
    }),
    v8: (m) => ({
      Serializer: () => new m.Serializer(),
      Deserializer: () => new m.Deserializer(m.serialize({ a: [1, 'x'] })),
    }),
    vm: (m) => ({ Script: () => new m.Script('1') }),
    worker_threads: (m) => ({
      MessagePort: () => new m.MessageChannel().port1,
      BroadcastChannel: () => new m.BroadcastChannel('x').unref(),
    }),
  },
  globals: {
    globals: () => ({
      AbortController: () => new AbortController(),
      Headers: () => new Headers({ a: 'b' }),
      Request: () => new Request('http://host/'),
      Response: () => new Response('text'),
      FormData: () => new FormData(),
      DOMException: () => new DOMException('x'),
      Event: () => new Event('x'),
    }),
  },
  binding: {
    child_process: (b) => ({ Process: () => new b.Process() }),
    crypto: (b) => ({ Hash: () => new b.Hash('sha256'), Hmac: () => new b.Hmac('sha256', Buffer.from('k')) }),
    fs: (b) => ({ Directory: () => new b.Directory() }),
    http: (b) => ({ ConnectionList: () => new b.ConnectionList() }),
    loader: (b) => ({
      EsModule: () => b.compileModule('url', 'import "x"; export default 1', 0, 0, undefined),
      SyntheticModule: () => b.syntheticModule('url', ['a'], () => {}),
    }),
    net: (b) => ({ Tcp: () => new b.Tcp(), Pipe: () => new b.Pipe(false) }),
    perf_hooks: (b) => ({ Histogram: () => new b.Histogram(1, 1000, 3) }),
    v8: (b) => ({
      Serializer: () => new b.Serializer(),
      Deserializer: () => new b.Deserializer(new Uint8Array([255, 15, 48])),
    }),
    vm: (b) => ({ Script: () => b.compile(b.Script, '1', 'x', 0, 0, undefined).script }),
    worker_threads: (b) => ({ MessagePort: () => b.makePorts()[0] }),
  },
};

/**
 * @param {'module'|'globals'|'binding'} kind
 * @param {string} name
 * @param {object} target  what the module or binding gives
 * @returns {[string, () => object][]} names, and what makes one
 */
exports.instancesOf = (kind, name, target) => Object.entries(of[kind][name]?.(target) ?? {});
