// A client's side of one connection: the answers to what one request at a time asks for.
import { observed, setContext } from '../async_hooks/origin.js';
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { errnoException } from '../errors.js';
import { kTimeout } from '../net/socket_timeout.js';
import { after, answered, ended, kContext, unreadable, upgraded } from './client_exchange.js';
import { completeMessage, kConnection, kFields, pauseSocket, pushBody } from './incoming.js';
import { parseError } from './parse_error.js';
import { clientResource, releaseResource } from './resource.js';

const { Connection, messageFlags } = binding('http');
const { keepAlive, http10, otherVersion } = messageFlags;

export class ClientConnection {
  constructor(request, socket) {
    this.request = request;
    // A socket that serves one request after another knows the context of the first alone.
    this.context = request[kContext];
    this.socket = socket;
    this.native = new Connection(true);
    this.resource = clientResource(socket);
    this.native.state = this;
    this.response = null;
    this.upgrading = null;
    this.consumed = false;
    this.native.setLimits(request.maxHeaderSize, request.insecureHTTPParser);
    socket.parser = this.native;
    socket[kConnection] = null;
    socket._paused = false;
    const handle = socket._handle;
    if (handle?.readStart !== undefined && socket.encrypted !== true && this.native.consume(handle)) {
      this.consumed = true;
      socket[kConnection] = this.native;
      handle.readStart();
    } else {
      this.onData = (chunk) => this.native.execute(chunk);
      this.onEnd = () => this.ended();
      socket.on('data', this.onData);
      socket.on('end', this.onEnd);
    }
  }

  /** A response's head. @returns 1: it has no body, 2: the connection changes its protocol */
  message(status, reason, fields, flags) {
    if (observed) setContext(this.context);
    const { request, socket } = this;
    if (socket[kTimeout] !== null) socket._unrefTimer?.();
    const res = new request.IncomingMessage(socket);
    res.statusCode = status;
    res.statusMessage = reason;
    res[kFields] = fields;
    res.url = '';
    if ((flags & http10) !== 0) res.httpVersionMinor = 0;
    if ((flags & otherVersion) !== 0) res.httpVersionMinor = 1;
    if (request.joinDuplicateHeaders) res.joinDuplicateHeaders = true;
    const next = answered(request, res, (flags & keepAlive) !== 0);
    if (next === after.upgrade) this.upgrading = res;
    else if (next !== after.informational) this.response = res;
    return next === after.informational ? after.noBody : next;
  }

  body(part) {
    if (observed) setContext(this.context);
    const { response, socket } = this;
    if (socket[kTimeout] !== null) socket._unrefTimer?.();
    if (response !== null && !pushBody(response, part)) pauseSocket(response);
  }

  complete(trailers) {
    if (observed) setContext(this.context);
    const { response } = this;
    if (response === null) return;
    this.response = null;
    completeMessage(response, trailers);
    // nobody reads it: its end is to be noticed all the same
    if (response._dumped) response.resume();
  }

  upgraded(head) {
    if (observed) setContext(this.context);
    const res = this.upgrading;
    this.upgrading = null;
    this.letGo();
    upgraded(this.request, res, new FastBuffer(head));
  }

  letGo() {
    const { socket } = this;
    this.native.stop();
    releaseResource(this);
    if (this.consumed) {
      this.native.unconsume();
      this.consumed = false;
    } else if (this.onData) {
      socket.removeListener('data', this.onData);
      socket.removeListener('end', this.onEnd);
    }
    socket[kConnection] = null;
    socket.parser = null;
  }

  ended() {
    ended(this.request);
  }

  readEnd(errno) {
    if (observed) setContext(this.context);
    const { socket } = this;
    if (errno < 0) {
      socket.destroy(errnoException(errno, 'read'));
      return;
    }
    socket.push(null);
    socket.resume();
    this.ended();
  }

  parseFailed(code, reason, parsed, packet) {
    if (observed) setContext(this.context);
    unreadable(this.request, parseError(code, reason, parsed, packet));
  }
}
