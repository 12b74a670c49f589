// The name by which old packages know where http.ClientRequest is. Node _http_client.
import { ClientRequest } from './internal/http/client_request.js';

export default { ClientRequest };
