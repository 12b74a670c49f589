// Errors of HTTP/2.
import { define } from './define.js';

const connectForbids = (header) => `The "${header}" header is forbidden for CONNECT requests`;

define(Error, {
  ERR_HTTP2_ALTSVC_LENGTH: 'HTTP/2 ALTSVC frames are limited to 16382 bytes',
  ERR_HTTP2_CONNECT_AUTHORITY: ':authority header is required for CONNECT requests',
  ERR_HTTP2_CONNECT_PATH: connectForbids(':path'),
  ERR_HTTP2_CONNECT_SCHEME: connectForbids(':scheme'),
  ERR_HTTP2_ERROR: {
    message: (reason) => reason,
    props: (_reason, errno) => (errno === undefined ? {} : { errno }),
  },
  ERR_HTTP2_GOAWAY_SESSION: 'New streams cannot be created after receiving a GOAWAY',
  ERR_HTTP2_HEADERS_AFTER_RESPOND: 'Cannot specify additional headers after response initiated',
  ERR_HTTP2_HEADERS_SENT: 'Response has already been initiated.',
  ERR_HTTP2_INVALID_STREAM: 'The stream has been destroyed',
  ERR_HTTP2_MAX_PENDING_SETTINGS_ACK: 'Maximum number of pending settings acknowledgements',
  ERR_HTTP2_NESTED_PUSH: 'A push stream cannot initiate another push stream.',
  ERR_HTTP2_NO_MEM: 'Out of memory',
  ERR_HTTP2_NO_SOCKET_MANIPULATION: 'HTTP/2 sockets should not be directly manipulated (e.g. read and written)',
  ERR_HTTP2_ORIGIN_LENGTH: 'HTTP/2 ORIGIN frames are limited to 16382 bytes',
  ERR_HTTP2_OUT_OF_STREAMS: 'No stream ID is available because maximum stream ID has been reached',
  ERR_HTTP2_PAYLOAD_FORBIDDEN: (status) => `Responses with ${status} status must not have a payload`,
  ERR_HTTP2_PING_CANCEL: 'HTTP2 ping cancelled',
  ERR_HTTP2_PUSH_DISABLED: 'HTTP/2 client has disabled push streams',
  ERR_HTTP2_SEND_FILE: 'Directories cannot be sent',
  ERR_HTTP2_SEND_FILE_NOSEEK: 'Offset or length can only be specified for regular files',
  ERR_HTTP2_SESSION_ERROR: (code) => `Session closed with error code ${code}`,
  ERR_HTTP2_SETTINGS_CANCEL: 'HTTP2 session settings canceled',
  ERR_HTTP2_SOCKET_BOUND: 'The socket is already bound to an Http2Session',
  ERR_HTTP2_SOCKET_UNBOUND: 'The socket has been disconnected from the Http2Session',
  ERR_HTTP2_STREAM_CANCEL: {
    message: (cause) =>
      `The pending stream has been canceled${typeof cause?.message === 'string' ? ` (caused by: ${cause.message})` : ''}`,
    props: (cause) => (cause ? { cause } : {}),
  },
  ERR_HTTP2_STREAM_ERROR: (code) => `Stream closed with error code ${code}`,
  ERR_HTTP2_STREAM_SELF_DEPENDENCY: 'A stream cannot depend on itself',
  ERR_HTTP2_TOO_MANY_CUSTOM_SETTINGS: 'Number of custom settings exceeds MAX_ADDITIONAL_SETTINGS',
  ERR_HTTP2_TOO_MANY_INVALID_FRAMES: 'Too many invalid HTTP/2 frames',
  ERR_HTTP2_TRAILERS_ALREADY_SENT: 'Trailing headers have already been sent',
  ERR_HTTP2_TRAILERS_NOT_READY: 'Trailing headers cannot be sent until after the wantTrailers event is emitted',
  ERR_HTTP2_UNSUPPORTED_PROTOCOL: (protocol) => `protocol "${protocol}" is unsupported.`,
});

define(TypeError, {
  ERR_HTTP2_ALTSVC_INVALID_ORIGIN: 'HTTP/2 ALTSVC frames require a valid origin',
  ERR_HTTP2_HEADER_SINGLE_VALUE: (name) => `Header field "${name}" must only have a single value`,
  ERR_HTTP2_INVALID_CONNECTION_HEADERS: (name) => `HTTP/1 Connection specific headers are forbidden: "${name}"`,
  ERR_HTTP2_INVALID_HEADER_VALUE: (value, name) => `Invalid value "${value}" for header "${name}"`,
  ERR_HTTP2_INVALID_ORIGIN: 'HTTP/2 ORIGIN frames require a valid origin',
  ERR_HTTP2_INVALID_PSEUDOHEADER: (name) => `"${name}" is an invalid pseudoheader or is used incorrectly`,
  ERR_HTTP2_PSEUDOHEADER_NOT_ALLOWED: 'Cannot set HTTP/2 pseudo-headers',
});

define(RangeError, {
  ERR_HTTP2_INFO_STATUS_NOT_ALLOWED: 'Informational status codes cannot be used',
  ERR_HTTP2_INVALID_INFO_STATUS: (status) => `Invalid informational status code: ${status}`,
  ERR_HTTP2_INVALID_PACKED_SETTINGS_LENGTH: 'Packed settings length must be a multiple of six',
  ERR_HTTP2_INVALID_SETTING_VALUE: {
    message: (name, value) => `Invalid value for setting "${name}": ${value}`,
    props: (_name, actual, min, max) => (min === undefined ? { actual } : { actual, min, max }),
  },
  ERR_HTTP2_PING_LENGTH: 'HTTP2 ping payload must be 8 bytes',
  ERR_HTTP2_STATUS_101: 'HTTP status code 101 (Switching Protocols) is forbidden in HTTP/2',
  ERR_HTTP2_STATUS_INVALID: (status) => `Invalid status code: ${status}`,
});

define(Error, {
  ERR_HTTP2_INVALID_SESSION: 'The session has been destroyed',
});
