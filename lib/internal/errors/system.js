// Errors that the operating system or libuv reported.
import { binding } from '../binding.js';
import { codes, stampCode } from './define.js';

let table;

/**
 * What libuv knows of its error numbers.
 * @returns {Map<number, [name: string, message: string]>} keyed by errno (negative)
 */
export function systemErrors() {
  return (table ??= new Map(
    binding('util')
      .systemErrors()
      .map(([errno, name, message]) => [errno, [name, message]]),
  ));
}

const unknown = ['UNKNOWN', 'unknown error'];

/** @param {number} errno  negative  @returns {string} such as `ENOENT` */
export function errorName(errno) {
  return systemErrors().get(errno)?.[0] ?? `Unknown system error ${errno}`;
}

function withProps(message, props, above) {
  const error = Reflect.construct(Error, [message], above);
  Object.assign(error, props);
  return error;
}

/** Makes `function` usable as new.target, so that its own frame and those above it do not show. */
function errorLike(make, Base = Error) {
  make.prototype = Base.prototype;
  return make;
}

/**
 * The error of a failed libuv call: `ENOENT: no such file or directory, open 'x'`.
 * @param {{ errno: number, syscall: string, code?: string, message?: string, path?: string | Uint8Array, dest?: string | Uint8Array }} context
 * @returns {Error & { errno: number, code: string, syscall: string }}
 */
export const uvException = errorLike(function uvException(context) {
  const [name, text] = systemErrors().get(context.errno) ?? unknown;
  const code = context.code ?? name;
  const props = { errno: context.errno, code, syscall: context.syscall };
  let message = `${code}: ${context.message ?? text}, ${context.syscall}`;
  if (context.path !== undefined) {
    props.path = String(context.path);
    message += ` '${props.path}'`;
  }
  if (context.dest !== undefined) {
    props.dest = String(context.dest);
    message += ` -> '${props.dest}'`;
  }
  return withProps(message, props, uvException);
});

/**
 * A short system error without a text: `bind EADDRINUSE`.
 * @param {number} errno  negative
 * @param {string} syscall
 * @param {string} [detail]  put at the end
 */
export const errnoException = errorLike(function errnoException(errno, syscall, detail) {
  const code = errorName(errno);
  return withProps(
    detail ? `${syscall} ${code} ${detail}` : `${syscall} ${code}`,
    { errno, code, syscall },
    errnoException,
  );
});

function endpoint(address, port) {
  if (port > 0) return ` ${address}:${port}`;
  return address ? ` ${address}` : '';
}

function endpointProps(errno, code, syscall, address, port) {
  const props = { errno, code, syscall, address };
  if (port) props.port = port;
  return props;
}

/**
 * The error of a failed connection: `connect ECONNREFUSED 127.0.0.1:80 - Local (127.0.0.1:1234)`.
 * @param {number} errno  negative
 * @param {string} syscall
 * @param {string} address
 * @param {number} [port]
 * @param {string} [local]  the local end
 */
export const exceptionWithHostPort = errorLike(function exceptionWithHostPort(errno, syscall, address, port, local) {
  const code = errorName(errno);
  const message = `${syscall} ${code}${endpoint(address, port)}${local ? ` - Local (${local})` : ''}`;
  return withProps(message, endpointProps(errno, code, syscall, address, port), exceptionWithHostPort);
});

/**
 * The error of a failed listen or bind: `listen EADDRINUSE: address already in use 127.0.0.1:80`.
 * @param {number} errno  negative
 * @param {string} syscall
 * @param {string} address
 * @param {number} [port]
 */
export const uvExceptionWithHostPort = errorLike(function uvExceptionWithHostPort(errno, syscall, address, port) {
  const [code, text] = systemErrors().get(errno) ?? unknown;
  const message = `${syscall} ${code}: ${text}${endpoint(address, port)}`;
  const { code: _, errno: __, ...rest } = endpointProps(errno, code, syscall, address, port);
  return withProps(message, { code, errno, ...rest }, uvExceptionWithHostPort);
});

/**
 * The error of a failed name lookup: `getaddrinfo ENOTFOUND example.invalid`.
 * @param {number | string} error  a libuv number, or the code of a DNS answer (`ENODATA`)
 * @param {string} syscall  such as `queryA`
 * @param {string} [hostname]
 */
export const dnsException = errorLike(function dnsException(error, syscall, hostname) {
  let code = error;
  let errno;
  if (typeof error === 'number') {
    errno = error;
    const name = errorName(error);
    // Programs know these answers by one name.
    code = name === 'EAI_NODATA' || name === 'EAI_NONAME' ? 'ENOTFOUND' : name;
  }
  const props = { errno, code, syscall };
  if (hostname) props.hostname = hostname;
  return withProps(`${syscall} ${code}${hostname ? ` ${hostname}` : ''}`, props, dnsException);
});

/**
 * Several failed attempts as one error, under the code of the first.
 * @param {Error[]} errors
 * @param {string} [message]
 */
export const aggregateError = errorLike(function aggregateError(errors, message) {
  const error = Reflect.construct(AggregateError, [errors, message], aggregateError);
  return stampCode(error, errors[0]?.code);
}, AggregateError);

const systemPrototype = Object.create(Error.prototype, {
  constructor: { value: Error, writable: true, configurable: true },
  toString: {
    value() {
      return `${this.name} [${this.code}]: ${this.message}`;
    },
    writable: true,
    configurable: true,
  },
});

function mirror(info, key, isPath) {
  return {
    get: () => (isPath ? info[key]?.toString() : info[key]),
    set: (value) => {
      info[key] = isPath && value ? Buffer.from(value.toString()) : value;
    },
    enumerable: true,
    configurable: true,
  };
}

/** Makes the constructor of one code, whose errors carry what the system said in `info`. (Node: class SystemError) */
function systemErrorClass(code, prefix) {
  const System = function (info) {
    let message = `${prefix}: ${info.syscall} returned ${info.code} (${info.message})`;
    if (info.path !== undefined) message += ` ${info.path}`;
    if (info.dest !== undefined) message += ` => ${info.dest}`;
    const error = Reflect.construct(Error, [message], System);
    Object.defineProperties(error, {
      name: { value: 'SystemError', writable: true, enumerable: false, configurable: true },
      info: { value: info, enumerable: true, configurable: true },
      errno: mirror(info, 'errno'),
      syscall: mirror(info, 'syscall'),
    });
    if (info.path !== undefined) Object.defineProperty(error, 'path', mirror(info, 'path', true));
    if (info.dest !== undefined) Object.defineProperty(error, 'dest', mirror(info, 'dest', true));
    return stampCode(error, code);
  };
  System.prototype = systemPrototype;
  return System;
}

/**
 * Adds codes whose errors are system errors: `new codes.ERR_FS_EISDIR({ errno, code, syscall, message, path?, dest? })`.
 * @param {Record<string, string>} messages  code -> how the message begins
 */
export function describeSystem(messages) {
  for (const code of Object.keys(messages)) codes[code] = systemErrorClass(code, messages[code]);
}
