// The name by which old packages know where http.Server is. Node _http_server.
import { connectionListener, kCheckTimer, Server, storeHTTPOptions } from './internal/http/server.js';
import { ServerResponse } from './internal/http/server_response.js';
import { STATUS_CODES } from './internal/http/status.js';

export default {
  STATUS_CODES,
  Server,
  ServerResponse,
  storeHTTPOptions,
  _connectionListener: connectionListener,
  kConnectionsCheckingInterval: kCheckTimer,
};
