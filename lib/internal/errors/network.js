// Errors of sockets, names, TLS and HTTP/1.
import { define } from './define.js';
import { describe, list } from './describe.js';

define(Error, {
  ERR_HTTP_BODY_NOT_ALLOWED: 'Adding content for this request method or response status is not allowed.',
  ERR_HTTP_CONTENT_LENGTH_MISMATCH: (body, declared) =>
    `Response body's content-length of ${body} byte(s) does not match the content-length of ${declared} byte(s) set in header`,
  ERR_HTTP_HEADERS_SENT: (action) => `Cannot ${action} headers after they are sent to the client`,
  ERR_HTTP_SOCKET_ASSIGNED: 'ServerResponse has an already assigned socket',
  ERR_HTTP_SOCKET_ENCODING: 'Changing the socket encoding is not allowed per RFC7230 Section 3.',
  ERR_HTTP_TRAILER_INVALID: 'Trailers are invalid with this transfer encoding',
  ERR_HTTP_REQUEST_TIMEOUT: 'Request timeout',
  ERR_PROXY_INVALID_CONFIG: (message) => message,
  ERR_PROXY_TUNNEL: (message) => message,
  ERR_INVALID_ADDRESS: 'Invalid socket address',
  ERR_IP_BLOCKED: (address) => `IP(${address}) is blocked by net.BlockList`,
  ERR_SERVER_ALREADY_LISTEN: 'Listen method has been called more than once without closing.',
  ERR_SERVER_NOT_RUNNING: 'Server is not running.',
  ERR_SOCKET_ALREADY_BOUND: 'Socket is already bound',
  ERR_SOCKET_CLOSED: 'Socket is closed',
  ERR_SOCKET_CLOSED_BEFORE_CONNECTION: 'Socket closed before the connection was established',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'Socket connection timeout',
  ERR_SOCKET_DGRAM_IS_CONNECTED: 'Already connected',
  ERR_SOCKET_DGRAM_NOT_CONNECTED: 'Not connected',
  ERR_SOCKET_DGRAM_NOT_RUNNING: 'Not running',
  ERR_DNS_SET_SERVERS_FAILED: (servers, reason) => `c-ares failed to set servers: "${servers}" [${reason}]`,
  ERR_TLS_CERT_ALTNAME_FORMAT: 'Invalid subject alternative name string',
  ERR_TLS_CERT_ALTNAME_INVALID: {
    message: (reason) => `Hostname/IP does not match certificate's altnames: ${reason}`,
    props: (reason, host, cert) => ({ reason, host, cert }),
  },
  ERR_TLS_DH_PARAM_SIZE: (bits) => `DH parameter size ${bits} is less than 2048`,
  ERR_TLS_HANDSHAKE_TIMEOUT: 'TLS handshake timeout',
  ERR_TLS_PSK_SET_IDENTITY_HINT_FAILED: 'Failed to set PSK identity hint',
  ERR_TLS_RENEGOTIATE: 'Attempt to renegotiate TLS session failed',
  ERR_TLS_RENEGOTIATION_DISABLED: 'TLS session renegotiation disabled for this socket',
  ERR_TLS_REQUIRED_SERVER_NAME: '"servername" is required parameter for Server.addContext',
  ERR_TLS_SESSION_ATTACK: 'TLS session renegotiation attack detected',
  ERR_TLS_SNI_FROM_SERVER: 'Cannot issue SNI from a TLS server-side socket',
  ERR_QUIC_CONNECTION_FAILED: 'QUIC connection failed',
});

define(TypeError, {
  ERR_HTTP_INVALID_HEADER_VALUE: (value, name) => `Invalid value "${value}" for header "${name}"`,
  ERR_INVALID_DOMAIN_NAME: (name) => `Unable to determine the domain name${name ? ` of "${name}"` : ''}`,
  ERR_INVALID_FILE_URL_HOST: (platform) => `File URL host must be "localhost" or empty on ${platform}`,
  ERR_INVALID_FILE_URL_PATH: {
    message: (reason) => `File URL path ${reason}`,
    props: (_reason, input) => (input === undefined ? {} : { input }),
  },
  ERR_INVALID_HTTP_TOKEN: (what, token) => `${what} must be a valid HTTP token ["${token}"]`,
  ERR_INVALID_PROTOCOL: (actual, expected) => `Protocol "${actual}" not supported. Expected "${expected}"`,
  ERR_INVALID_URL: {
    message: 'Invalid URL',
    plain: true,
    props: (input, base) => (base == null ? { input } : { input, base }),
  },
  ERR_INVALID_URL_SCHEME: (expected) =>
    `The URL must be ${Array.isArray(expected) && expected.length > 1 ? 'one of scheme' : 'of scheme'} ${list([expected].flat())}`,
  ERR_MISSING_PASSPHRASE: (message) => message,
  ERR_SOCKET_BAD_BUFFER_SIZE: 'Buffer size must be a positive integer',
  ERR_SOCKET_BAD_TYPE: 'Bad socket type specified. Valid types are: udp4, udp6',
  ERR_TLS_ALPN_CALLBACK_INVALID_RESULT: (value, protocols) =>
    `ALPN callback returned a value (${value}) that did not match any of the client's offered protocols (${protocols.join(', ')})`,
  ERR_TLS_ALPN_CALLBACK_WITH_PROTOCOLS: 'The ALPNCallback and ALPNProtocols TLS options are mutually exclusive',
  ERR_TLS_INVALID_CONTEXT: (name) => `${name} must be a SecureContext`,
  ERR_TLS_INVALID_PROTOCOL_METHOD: (message) => message,
  ERR_TLS_INVALID_PROTOCOL_VERSION: (version, which) =>
    `${JSON.stringify(version)} is not a valid ${which} TLS protocol version`,
  ERR_TLS_PROTOCOL_VERSION_CONFLICT: (version, method) =>
    `TLS protocol version ${JSON.stringify(version)} conflicts with secureProtocol ${JSON.stringify(method)}`,
});

define(RangeError, {
  ERR_HTTP_INVALID_STATUS_CODE: (status) => `Invalid status code: ${status}`,
  ERR_SOCKET_BAD_PORT: (name, port, allowZero = true) =>
    `${name} should be ${allowZero ? '>=' : '>'} 0 and < 65536. Received ${describe(port)}.`,
});
define(Error, {
  ERR_TLS_INVALID_STATE: 'TLS socket connection must be securely established',
});
