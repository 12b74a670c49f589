// What NODE_DEBUG=http writes to stderr: the messages that come and go. It listens to what node:diagnostics_channel tells of them, so
// it costs nothing where nobody asked.
import { channel } from '../diagnostics_channel/channel.js';
import { onStart } from '../start.js';
import { debuglog } from '../util/debuglog.js';
import './watchers.js';

const listeners = {
  'client.request.start': (log, { request }) =>
    log('request %s %s', request.method, request.path, request.getHeaders()),
  'client.response.finish': (log, { request, response }) =>
    log('response %d to %s %s', response.statusCode, request.method, request.path, response.headers),
  'client.request.error': (log, { request, error }) =>
    log('request %s %s failed: %s', request.method, request.path, error.message),
  'server.request.start': (log, { request }) => log('got request %s %s', request.method, request.url, request.headers),
  'server.response.finish': (log, { request, response }) =>
    log('answered %s %s with %d', request.method, request.url, response.statusCode, response.getHeaders()),
};

onStart(() => {
  if (process.env.NODE_DEBUG === undefined) return;
  const log = debuglog('http');
  if (!log.enabled) return;
  for (const [name, tell] of Object.entries(listeners))
    channel(`http.${name}`).subscribe((message) => tell(log, message));
});
