// node:http: HTTP/1 servers and clients.
import { binding } from './internal/binding.js';
import { options as flags } from './internal/options.js';
import { Agent, globals } from './internal/http/agent.js';
import { ClientRequest } from './internal/http/client_request.js';
import { validateHeaderName, validateHeaderValue } from './internal/http/fields.js';
import { IncomingMessage } from './internal/http/incoming.js';
import { OutgoingMessage } from './internal/http/outgoing.js';
import { Server } from './internal/http/server.js';
import { ServerResponse } from './internal/http/server_response.js';
import { STATUS_CODES } from './internal/http/status.js';
import { validateInteger } from './internal/validators.js';

const METHODS = binding('http').methods().sort();

/** What old packages know as the parsers that wait. */
export const idleParsers = { max: 1000 };

/** Node http.createServer since v0.1.13. */
function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

/** Node http.request since v0.3.6. */
function request(url, options, callback) {
  return new ClientRequest(url, options, callback);
}

/** Node http.get since v0.3.6. */
function get(url, options, callback) {
  const made = request(url, options, callback);
  made.end();
  return made;
}

/**
 * How many parsers Node keeps for connections to come. Here a parser is part of its connection and ends with it, so what is set only
 * shows in `_http_common`.
 * @param {number} max  1..
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE
 * Node http.setMaxIdleHTTPParsers since v18.8.0
 */
function setMaxIdleHTTPParsers(max) {
  validateInteger(max, 'max', 1);
  idleParsers.max = max;
}

export default {
  METHODS,
  STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  get,
  request,
  setMaxIdleHTTPParsers,
  validateHeaderName,
  validateHeaderValue,
  get globalAgent() {
    return globals.agent;
  },
  set globalAgent(agent) {
    globals.agent = agent;
  },
  get maxHeaderSize() {
    return flags['max-http-header-size'] || 16 * 1024;
  },
};
