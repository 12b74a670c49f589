// The name by which old packages know where http.IncomingMessage is. Node _http_incoming.
import { IncomingMessage } from './internal/http/incoming.js';

export default { IncomingMessage };
