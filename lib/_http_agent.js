// The name by which old packages know where http.Agent is. Node _http_agent.
import http from './http.js';
import { Agent } from './internal/http/agent.js';

export default {
  Agent,
  get globalAgent() {
    return http.globalAgent;
  },
};
