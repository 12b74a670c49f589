// node:http: HTTP/1 servers.
import { binding } from './internal/binding.js';
import { options as flags } from './internal/options.js';
import { validateHeaderName, validateHeaderValue } from './internal/http/fields.js';
import { IncomingMessage } from './internal/http/incoming.js';
import { OutgoingMessage } from './internal/http/outgoing.js';
import { Server } from './internal/http/server.js';
import { ServerResponse } from './internal/http/server_response.js';
import { STATUS_CODES } from './internal/http/status.js';

const METHODS = binding('http').methods().sort();

/** Node http.createServer since v0.1.13. */
function createServer(options, requestListener) {
  return new Server(options, requestListener);
}

export default {
  METHODS,
  STATUS_CODES,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer,
  validateHeaderName,
  validateHeaderValue,
  get maxHeaderSize() {
    return flags['max-http-header-size'] || 16 * 1024;
  },
};
