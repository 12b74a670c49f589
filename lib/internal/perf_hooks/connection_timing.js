// Entries of the kinds 'http' and 'net', made of what diagnostics channels tell while somebody observes them.

import { channel } from '../diagnostics_channel/channel.js';
import { PerformanceNodeEntry } from './entry.js';
import { now } from './now.js';
import { enqueue } from './observe.js';

const started = new WeakMap(); // request, or response of a server -> ms

function answered(name, owner, { method, url, headers }, { statusCode, statusMessage }, responseHeaders) {
  const start = started.get(owner);
  if (start === undefined) return;
  started.delete(owner);
  const detail = {
    req: { method, url, headers },
    res: { statusCode, statusMessage, headers: responseHeaders },
  };
  enqueue(new PerformanceNodeEntry(name, 'http', start, now() - start, detail));
}

const listeners = {
  http: {
    'http.client.request.start': ({ request }) => started.set(request, now()),
    'http.client.response.finish': ({ request, response }) =>
      answered(
        'HttpClient',
        request,
        { method: request.method, url: request.path, headers: request.getHeaders() },
        response,
        response.headers,
      ),
    'http.server.request.start': ({ response }) => started.set(response, now()),
    'http.server.response.finish': ({ request, response }) =>
      answered('HttpRequest', response, request, response, response.getHeaders()),
  },
  net: {
    'net.client.socket': ({ socket }) => {
      const start = now();
      socket.once('connect', () => {
        const { remoteAddress: host, remotePort: port } = socket;
        if (port === undefined) return; // a local socket
        enqueue(new PerformanceNodeEntry('connect', 'net', start, now() - start, { host, port }));
      });
    },
  },
};

/** @param {'http' | 'net'} type  @param {boolean} on */
export function listen(type, on) {
  for (const [name, listener] of Object.entries(listeners[type])) {
    if (on) channel(name).subscribe(listener);
    else channel(name).unsubscribe(listener);
  }
}
