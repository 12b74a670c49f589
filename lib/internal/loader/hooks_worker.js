// The thread of the asynchronous hooks, from the inside: chains of functions before the default steps.
import fs from '../../fs.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options } from '../options.js';
import { validateObject, validateString } from '../validators.js';
import { URL } from '../url/url.js';
import { thisThread } from '../worker_threads/this_thread.js';
import { Module } from './commonjs.js';
import { runJob, setFinder } from './es_loader.js';
import { displayName } from './file_url.js';
import { formatHint } from './format.js';
import { hookedFinder } from './hooked_import.js';
import { loadSource } from './load_source.js';
import { resolveImport } from './resolve.js';

const NO_ATTRIBUTES = Object.freeze(Object.create(null));

function defaultResolve(specifier, context) {
  const url = resolveImport(specifier, context.parentURL, new Set(context.conditions));
  return { __proto__: null, url, format: formatHint(url) };
}

function defaultLoad(url, context) {
  const { format, source } = loadSource(
    url,
    { __proto__: null, ...context.importAttributes },
    context.format ?? undefined,
  );
  // CommonJS is read by who runs it.
  if (format === 'commonjs' || source === null) return { __proto__: null, format, source: null };
  return { __proto__: null, format, source: typeof source === 'string' ? Buffer.from(source) : source };
}

/** Each chain from the default step up to the hook that was registered last. */
const chains = {
  resolve: [{ fn: defaultResolve, url: 'node:internal' }],
  load: [{ fn: defaultLoad, url: 'node:internal' }],
};

const NEXT = { resolve: 'nextResolve', load: 'nextLoad' };

let isOldNameTold = false;

function tellOldName() {
  if (isOldNameTold) return;
  isOldNameTold = true;
  process.emitWarning('Use `importAttributes` instead of `importAssertions`', 'ExperimentalWarning');
}

/** Gives a context its attributes under the name that they had before, too. */
function withOldName(context) {
  return Object.defineProperty(context, 'importAssertions', {
    get() {
      tellOldName();
      return this.importAttributes;
    },
    set(value) {
      tellOldName();
      this.importAttributes = value;
    },
    configurable: true,
  });
}

/** @returns {object | undefined} the attributes that a hook answers with */
function attributesOf({ importAttributes, importAssertions }) {
  if (importAttributes !== undefined || importAssertions === undefined) return importAttributes;
  tellOldName();
  return importAssertions;
}

function checkArgument(kind, label, argument) {
  validateString(argument, `${label} ${kind === 'resolve' ? 'specifier' : 'url'}`);
  if (kind === 'load' && !URL.canParse(argument))
    throw new codes.ERR_INVALID_ARG_VALUE(`${label} url`, argument, 'should be a URL string');
}

/** Calls the hook `index` of a chain; it gets a function that calls the one below. */
async function call(kind, index, argument, context, chain) {
  const { fn, url } = chains[kind][index];
  if (index === 0) {
    chain.finished = true;
    return fn(argument, context);
  }
  const label = `${url} '${kind}' hook's ${NEXT[kind]}()`;
  const next = {
    async [NEXT[kind]](nextArgument, nextContext = undefined) {
      checkArgument(kind, label, nextArgument);
      if (nextContext !== undefined) {
        validateObject(nextContext, `${label} context`);
        Object.assign(context, nextContext);
      }
      return call(kind, index - 1, nextArgument, context, chain);
    },
  }[NEXT[kind]];
  const result = await fn(argument, context, next);
  if (typeof result !== 'object' || result === null)
    throw new codes.ERR_INVALID_RETURN_VALUE('an object', label, result);
  if (result.shortCircuit === true) chain.shortCircuit = true;
  if (!chain.finished && !chain.shortCircuit) throw new codes.ERR_LOADER_CHAIN_INCOMPLETE(`${url} '${kind}'`);
  return result;
}

async function resolve(specifier, given) {
  const context = withOldName({
    conditions: given.conditions,
    importAttributes: { __proto__: null, ...given.importAttributes },
    parentURL: given.parentURL,
  });
  const before = { ...context.importAttributes };
  const result = await call('resolve', chains.resolve.length - 1, specifier, context, {});
  const { url, format } = result;
  const label = `${chains.resolve.at(-1).url} 'resolve'`;
  if (typeof url !== 'string' || !URL.canParse(url))
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a URL string', label, 'url', url);
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', label, 'format', format);
  }
  return { url, format, importAttributes: { __proto__: null, ...(attributesOf(result) ?? before) } };
}

async function loadUrl(url, given) {
  const context = withOldName({
    conditions: given.conditions,
    importAttributes: { __proto__: null, ...given.importAttributes },
    format: given.format,
  });
  const { format, source } = await call('load', chains.load.length - 1, url, context, {});
  const label = `${chains.load.at(-1).url} 'load'`;
  if (format !== undefined && format !== null && typeof format !== 'string') {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE('a string', label, 'format', format);
  }
  const isBytes = ArrayBuffer.isView(source) || source instanceof ArrayBuffer || source instanceof SharedArrayBuffer;
  const maybeNone = (source === null || source === undefined) && (format === 'commonjs' || format === 'builtin');
  if (typeof source !== 'string' && !isBytes && !maybeNone) {
    throw new codes.ERR_INVALID_RETURN_PROPERTY_VALUE(
      'a string, an ArrayBuffer, or a TypedArray',
      label,
      'source',
      source,
    );
  }
  return {
    format,
    source: isBytes
      ? new Uint8Array(source.buffer ?? source, source.byteOffset ?? 0, source.byteLength).slice()
      : source,
  };
}

const find = hookedFinder({ resolve, load: loadUrl });

/** Imports a module with hooks, itself found by the hooks that are there already. */
async function register(specifier, parentURL, data) {
  const job = await find(specifier, parentURL, NO_ATTRIBUTES);
  const hooks = await runJob(job);
  const { initialize } = hooks;
  if (typeof initialize === 'function') await initialize(data);
  const shown = displayName(job.url);
  for (const kind of ['resolve', 'load']) {
    if (typeof hooks[kind] === 'function') chains[kind].push({ fn: hooks[kind], url: shown });
  }
}

const handlers = { register, resolve, load: loadUrl };

/** What hooks print is there when the asking thread goes on: it does not pass through that thread. */
function writeDirectly(name, fd) {
  const { Writable } = load('stream');
  const stream = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      fs.writeSync(fd, chunk);
      done();
    },
  });
  stream.fd = fd;
  Object.defineProperty(process, name, { value: stream, enumerable: true, configurable: true });
}

/** Answers the thread that started this one, until it ends. */
export function run() {
  writeDirectly('stdout', 1);
  writeDirectly('stderr', 2);
  setFinder(find);
  const { port, posted } = thisThread.workerData;
  const post = (message) => {
    port.postMessage(message);
    Atomics.add(posted, 0, 1);
    Atomics.notify(posted, 0);
  };
  process.on('exit', (code) => post({ exit: code }));
  // What -r names is there for hooks as for every thread; --import is the program's.
  if (options.require !== undefined) Module._preloadModules(options.require);
  port.on('message', async ({ kind, args }) => {
    let answer;
    try {
      answer = { result: await handlers[kind](...args) };
    } catch (error) {
      answer = { error: load('internal/worker_threads/error').serializeError(error) };
    }
    post(answer);
  });
}
