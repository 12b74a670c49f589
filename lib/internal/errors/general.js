// Errors of arguments, state and values that every module throws.
import { inspect } from '../util/inspect.js';
import { define } from './define.js';
import { describe, describeExpected, describeNumber, list, shorten, subject } from './describe.js';

const quoted = (names) =>
  names.map((name) => (Array.isArray(name) ? name.map((alternative) => `"${alternative}"`).join(' or ') : `"${name}"`));

// As %s of util.format().
function shown(value) {
  return typeof value === 'object' ? inspect(value, { depth: 0, compact: 3 }) : String(value);
}

define(TypeError, {
  ERR_AMBIGUOUS_ARGUMENT: (name, reason) => `The "${name}" argument is ambiguous. ${reason}`,
  ERR_ARG_NOT_ITERABLE: (name) => `${name} must be iterable`,
  ERR_ASYNC_CALLBACK: (name) => `${name} must be a function`,
  ERR_ASYNC_TYPE: (type) => `Invalid name for async "type": ${type}`,
  ERR_CONSOLE_WRITABLE_STREAM: (name) => `Console expects a writable stream instance for ${name}`,
  ERR_CONSTRUCT_CALL_INVALID: 'Constructor cannot be called',
  ERR_CONSTRUCT_CALL_REQUIRED: (name) => `Class constructor ${name} cannot be invoked without \`new\``,
  ERR_ENCODING_INVALID_ENCODED_DATA: {
    message: (encoding) => `The encoded data was not valid for encoding ${encoding}`,
    props: (_encoding, errno) => (errno === undefined ? {} : { errno }),
  },
  ERR_ILLEGAL_CONSTRUCTOR: 'Illegal constructor',
  ERR_INCOMPATIBLE_OPTION_PAIR: (first, second) =>
    `Option "${first}" cannot be used in combination with option "${second}"`,
  ERR_INVALID_ARG_TYPE: (name, expected, actual) =>
    `${subject(name)} must be ${describeExpected(expected)}. Received ${describe(actual)}`,
  ERR_INVALID_ARG_VALUE: (name, value, reason = 'is invalid') =>
    `The ${name.includes('.') ? 'property' : 'argument'} '${name}' ${reason}. Received ${shorten(value, 128)}`,
  ERR_INVALID_CHAR: (what, field) => `Invalid character in ${what}${field === undefined ? '' : ` ["${field}"]`}`,
  ERR_INVALID_CURSOR_POS: 'Cannot set cursor row without setting its column',
  ERR_INVALID_FD_TYPE: (type) => `Unsupported fd type: ${type}`,
  ERR_INVALID_HANDLE_TYPE: 'This handle type cannot be sent',
  ERR_INVALID_IP_ADDRESS: (address) => `Invalid IP address: ${address}`,
  ERR_INVALID_MIME_SYNTAX: (production, text, index) =>
    `The MIME syntax for a ${production} in "${text}" is invalid${index === -1 || index === undefined ? '' : ` at ${index}`}`,
  ERR_INVALID_OBJECT_DEFINE_PROPERTY: (message) => message,
  ERR_INVALID_REPL_EVAL_CONFIG: 'Cannot specify both "breakEvalOnSigint" and "eval" for REPL',
  ERR_INVALID_REPL_INPUT: (message) => message,
  ERR_INVALID_RETURN_PROPERTY: (input, name, property, value) =>
    `Expected a valid ${input} to be returned for the "${property}" from the "${name}" hook but got ${value}.`,
  ERR_INVALID_RETURN_PROPERTY_VALUE: (input, name, property, value) =>
    `Expected ${input} to be returned for the "${property}" from the "${name}" hook but got ${describe(value)}.`,
  ERR_INVALID_RETURN_VALUE: (input, name, value) =>
    `Expected ${input} to be returned from the "${name}" function but got ${describe(value)}.`,
  ERR_INVALID_THIS: (type) => `Value of "this" must be of type ${type}`,
  ERR_INVALID_TUPLE: (name, expected) => `${name} must be an iterable ${expected} tuple`,
  ERR_MISSING_ARGS: (...names) => {
    const items = quoted(names);
    return `The ${list(items, 'and')} argument${items.length === 1 ? '' : 's'} must be specified`;
  },
  ERR_MISSING_OPTION: (option) => `${option} is required`,
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: (message) => message,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (positional) =>
    `Unexpected argument '${positional}'. This command does not take positional arguments`,
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (option, takesPositionals) => {
    const hint = `. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- ${JSON.stringify(option)}`;
    return `Unknown option '${option}'${takesPositionals ? hint : ''}`;
  },
  ERR_UNESCAPED_CHARACTERS: (what) => `${what} contains unescaped characters`,
  ERR_UNKNOWN_ENCODING: (encoding) => `Unknown encoding: ${shown(encoding)}`,
  ERR_UNKNOWN_SIGNAL: (signal) => `Unknown signal: ${typeof signal === 'string' ? signal : shown(signal)}`,
});

define(RangeError, {
  ERR_BUFFER_OUT_OF_BOUNDS: (name) =>
    name ? `"${name}" is outside of buffer bounds` : 'Attempt to access memory outside buffer bounds',
  ERR_BUFFER_TOO_LARGE: (limit) => `Cannot create a Buffer larger than ${limit} bytes`,
  ERR_ENCODING_NOT_SUPPORTED: (encoding) => `The "${encoding}" encoding is not supported`,
  ERR_INVALID_ADDRESS_FAMILY: {
    message: (family, host, port) => `Invalid address family: ${family} ${host}:${port}`,
    props: (_family, host, port) => ({ host, port }),
  },
  ERR_INVALID_BUFFER_SIZE: (size) => `Buffer size must be a multiple of ${size}`,
  ERR_OUT_OF_RANGE: (name, range, value, replaceDefault = false) =>
    `${replaceDefault ? name : `The value of "${name}" is out of range.`} It must be ${range}. Received ${describeNumber(value)}`,
});

define(Error, {
  ERR_FALSY_VALUE_REJECTION: {
    message: 'Promise was rejected with falsy value',
    props: (reason) => ({ reason }),
  },
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: (feature) =>
    `The feature ${feature} is unavailable on the current platform, which is being used to run Node.js`,
  ERR_EVENT_RECURSION: (type) => `The event "${type}" is already being dispatched`,
  ERR_INPUT_TYPE_NOT_ALLOWED: '--input-type can only be used with string input via --eval, --print, or STDIN',
  ERR_INTERNAL_ASSERTION: (message) =>
    `${message === undefined ? '' : `${message}\n`}This is caused by either a bug in Rondo or incorrect usage of its internals.`,
  ERR_INVALID_STATE: (state) => `Invalid state: ${state}`,
  ERR_MEMORY_ALLOCATION_FAILED: 'Failed to allocate memory',
  ERR_METHOD_NOT_IMPLEMENTED: (method) => `The ${method} method is not implemented`,
  ERR_MULTIPLE_CALLBACK: 'Callback called multiple times',
  ERR_NO_CRYPTO: 'Node.js is not compiled with OpenSSL crypto support',
  ERR_OPERATION_FAILED: (reason) => `Operation failed: ${reason}`,
  ERR_STRING_TOO_LONG: (limit) => `Cannot create a string longer than 0x${limit.toString(16)} characters`,
  ERR_TEST_FAILURE: {
    message: (error) => (typeof error?.message === 'string' ? error.message : String(error)),
    props: (cause, failureType) => ({ failureType, cause }),
  },
  ERR_UNHANDLED_ERROR: {
    message: (context) => (context === undefined ? 'Unhandled error.' : `Unhandled error. (${context})`),
    props: (context) => ({ context }),
  },
  ERR_USE_AFTER_CLOSE: (what) => `${what} was closed`,
});

define(URIError, {
  ERR_INVALID_URI: 'URI malformed',
});
