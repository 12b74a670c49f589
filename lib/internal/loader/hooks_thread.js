// module.register(): asynchronous hooks run on a thread of their own, which this thread asks and waits for
// (Node: "Modules: node:module API", "Asynchronous hooks").
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { validateString } from '../validators.js';
import { URL } from '../url/url.js';
import { options } from '../options.js';
import { hrefFromPath } from './file_url.js';

let worker;
let port;
/** Counts what the other side has posted: waited on. */
let posted;
let registered = false;

/** Whether imports are to be asked about on the hooks' thread. */
export const hasHooksThread = () => registered;

function start() {
  const { LibraryProgram, Worker } = load('internal/worker_threads/worker');
  const { MessageChannel } = load('worker_threads');
  const { port1, port2 } = new MessageChannel();
  posted = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  worker = new Worker(new LibraryProgram('internal/loader/hooks_worker'), {
    workerData: { port: port2, posted },
    transferList: [port2],
    name: 'module hooks',
  });
  worker.unref();
  port = port1;
  port.unref();
}

/** Asks the hooks' thread and waits for its answer. */
function ask(kind, args, transferList = undefined) {
  if (worker === undefined) start();
  const { receiveMessageOnPort } = load('worker_threads');
  port.postMessage({ kind, args }, transferList);
  for (;;) {
    const seen = Atomics.load(posted, 0);
    const received = receiveMessageOnPort(port);
    if (received === undefined) {
      Atomics.wait(posted, 0, seen);
      continue;
    }
    const { result, error, exit } = received.message;
    if (exit !== undefined) process.exit(exit);
    if (error !== undefined) throw load('internal/worker_threads/error').deserializeError(error);
    return result;
  }
}

const plain = (attributes) => ({ ...attributes });

/**
 * The resolve step, by the hooks.
 * @param {string} specifier
 * @param {object} context  { parentURL, importAttributes, conditions }
 * @returns {{ url: string, format?: string | null, importAttributes?: object }}
 */
export function resolveOnThread(specifier, context) {
  return ask('resolve', [specifier, { ...context, importAttributes: plain(context.importAttributes) }]);
}

/**
 * The load step, by the hooks.
 * @param {string} url
 * @param {object} context  { format, importAttributes, conditions }
 * @returns {{ format?: string | null, source: unknown }}
 */
export function loadOnThread(url, context) {
  return ask('load', [url, { ...context, importAttributes: plain(context.importAttributes) }]);
}

/**
 * Adds the hooks that a module exports.
 * @param {string|URL} specifier
 * @param {string|URL|object} [parentURL]  default 'data:'
 * @param {{ parentURL?: string|URL, data?: unknown, transferList?: object[] }} [settings]
 * Node module.register() since v20.6.0
 */
export function register(specifier, parentURL = undefined, settings = undefined) {
  let base = parentURL;
  let given = settings;
  if (typeof parentURL === 'object' && parentURL !== null && !(parentURL instanceof URL)) {
    given = parentURL;
    base = given.parentURL;
  }
  base ??= 'data:';
  const name = `${specifier}`;
  validateString(name, 'specifier');
  if (typeof base !== 'string' && !(base instanceof URL))
    throw new codes.ERR_INVALID_ARG_TYPE('parentURL', ['string', 'URL'], base);
  ask('register', [name, `${base}`, given?.data], given?.transferList);
  registered = true;
}

/** --experimental-loader: the program's hooks from the start on. */
export function registerByOptions() {
  const names = options['experimental-loader'];
  if (names === undefined) return;
  process.emitWarning(
    '`--experimental-loader` may be removed in the future; instead use `register()`:\n' +
      `--import 'data:text/javascript,import { register } from "node:module"; import { pathToFileURL } from "node:url"; ` +
      `${names.map((name) => `register(${JSON.stringify(name)}, pathToFileURL("./"));`).join(' ')}'`,
    'ExperimentalWarning',
  );
  const base = hrefFromPath(`${process.cwd()}/`);
  for (let i = 0; i < names.length; i++) register(names[i], base);
}
