// rondo:serve: an HTTP server in the web's own terms. serve({ fetch(request) { return new Response('hello'); } })
import '../internal/http/dispatch.js';
import net from '../net.js';
import { clearInterval, setInterval, setTimeout, clearTimeout } from '../timers.js';
import { binding } from '../internal/binding.js';
import { codes } from '../internal/errors.js';
import { Response } from '../internal/fetch/response.js';
import { ServeConnection } from '../internal/serve/connection.js';
import {
  validateFunction,
  validateInteger,
  validateObject,
  validatePort,
  validateString,
} from '../internal/validators.js';

const { ConnectionList } = binding('http');

// The state behind the object that programs hold.
class ServeState {
  constructor(options) {
    this.fetch = options.fetch;
    this.onError = options.error;
    this.keepAliveTimeout = options.keepAliveTimeout ?? 5000;
    this.keepAliveSeconds = Math.floor(this.keepAliveTimeout / 1000);
    this.requestTimeout = options.requestTimeout ?? 300_000;
    this.headersTimeout = options.headersTimeout ?? 60_000;
    this.connections = new ConnectionList();
    this.idleTimer = null;
    this.checkTimer = null;
    this.origin = '';
    this.face = null;
  }

  /** The Response for what fetch() threw. */
  failed(error, request) {
    if (this.onError !== undefined) {
      try {
        return this.onError(error, request);
      } catch (second) {
        error = second;
      }
    }
    this.report(error);
    return new Response('Internal Server Error', { status: 500 });
  }

  report(error) {
    console.error(error);
  }

  idleBegins() {
    if (this.idleTimer === null && this.keepAliveTimeout > 0) this.armIdle(this.keepAliveTimeout);
  }

  armIdle(ms) {
    this.idleTimer = setTimeout(
      () => {
        this.idleTimer = null;
        for (const connection of this.connections.longIdle(this.keepAliveTimeout)) connection.state.timedOut();
        const next = this.connections.nextIdle(this.keepAliveTimeout);
        if (next >= 0) this.armIdle(next);
      },
      Math.max(1, Math.ceil(ms)),
    ).unref();
  }

  check() {
    for (const connection of this.connections.overdue(this.headersTimeout, this.requestTimeout))
      connection.state.overdue();
  }

  stopTimers() {
    clearInterval(this.checkTimer);
    if (this.idleTimer !== null) clearTimeout(this.idleTimer);
    this.idleTimer = null;
  }
}

/** What serve() returns. */
class Server {
  #net;
  #state;

  constructor(listener, state) {
    this.#net = listener;
    this.#state = state;
  }

  /** The port that it listens on; undefined before `ready` and on a local socket. */
  get port() {
    return this.#net.address()?.port;
  }
  get hostname() {
    return this.#net.address()?.address;
  }
  /** 'http://host:port/' */
  get url() {
    return new URL(this.#state.origin || 'http://localhost/');
  }
  /** Settles once it listens, with the server; rejects where it cannot (EADDRINUSE, EACCES). */
  ready;
  /** Settles once it is closed. */
  finished;

  /**
   * Listens no more. Requests under way are answered, unless `force`.
   * @param {boolean} [force]  connections are cut
   * @returns {Promise<void>} settles when the last one has ended
   */
  stop(force = false) {
    this.#state.stopTimers();
    if (this.#net.listening) this.#net.close();
    for (const connection of force ? this.#state.connections.all() : this.#state.connections.idle())
      connection.state.socket.destroy();
    for (const connection of this.#state.connections.all()) connection.state.ending = true;
    return this.finished;
  }
  ref() {
    this.#net.ref();
    return this;
  }
  unref() {
    this.#net.unref();
    return this;
  }
  async [Symbol.asyncDispose]() {
    await this.stop();
  }
}

function milliseconds(options, name) {
  if (options[name] !== undefined) validateInteger(options[name], `options.${name}`, 0);
}

/**
 * Serves HTTP/1.1.
 * @param {object} options
 * @param {(request: Request, server) => Response|Promise<Response>} options.fetch  answers a request
 * @param {(error, request: Request) => Response|Promise<Response>} [options.error]  answers where fetch threw; without it: 500, and the error on stderr
 * @param {number} [options.port]  0 for any free one; PORT of the environment, or 3000
 * @param {string} [options.hostname]  all addresses where it is absent
 * @param {string} [options.unix]  path of a local socket instead
 * @param {number} [options.keepAliveTimeout]  ms that an idle connection stays open: 5000
 * @param {number} [options.headersTimeout]  ms for a head: 60000; `requestTimeout` for a whole request: 300000
 * @returns {Server}
 * @throws ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, ERR_SOCKET_BAD_PORT
 */
export function serve(options) {
  if (typeof options === 'function') options = { fetch: options };
  validateObject(options, 'options');
  validateFunction(options.fetch, 'options.fetch');
  if (options.error !== undefined) validateFunction(options.error, 'options.error');
  if (options.hostname !== undefined) validateString(options.hostname, 'options.hostname');
  if (options.unix !== undefined) validateString(options.unix, 'options.unix');
  for (const name of ['keepAliveTimeout', 'headersTimeout', 'requestTimeout']) milliseconds(options, name);
  const port = options.port ?? (process.env.PORT || 3000);
  validatePort(port, 'options.port');
  if (options.unix !== undefined && options.port !== undefined) {
    throw new codes.ERR_INCOMPATIBLE_OPTION_PAIR('options.unix', 'options.port');
  }

  const state = new ServeState(options);
  const listener = new net.Server({ allowHalfOpen: true, noDelay: true });
  listener._manualStart = true;
  const server = new Server(listener, state);
  state.face = server;
  listener.on('connection', (socket) => new ServeConnection(state, socket));
  const { promise: ready, resolve, reject } = Promise.withResolvers();
  const finished = Promise.withResolvers();
  server.ready = ready;
  server.finished = finished.promise;
  // an error that nobody waits for is still one
  let listening = false;
  listener.once('listening', () => {
    listening = true;
    const { address, family, port: bound } = listener.address()?.port === undefined ? {} : listener.address();
    if (bound !== undefined) {
      const any = address === '::' || address === '0.0.0.0';
      state.origin = `http://${any ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${bound}`;
    }
    state.checkTimer = setInterval(() => state.check(), 30_000).unref();
    resolve(server);
  });
  listener.on('error', (error) => {
    if (listening) state.report(error);
    else reject(error);
  });
  listener.once('close', () => finished.resolve());
  if (options.unix !== undefined) listener.listen({ path: options.unix });
  else listener.listen({ port: Number(port), host: options.hostname });
  return server;
}

export default { serve };
