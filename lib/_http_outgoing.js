// The name by which old packages know where http.OutgoingMessage is. Node _http_outgoing.
import { validateHeaderName, validateHeaderValue } from './internal/http/fields.js';
import { OutgoingMessage } from './internal/http/outgoing.js';

export default { validateHeaderName, validateHeaderValue, OutgoingMessage };
