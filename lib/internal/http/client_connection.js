// A client's side of one connection: the answers to what one request at a time asks for.
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { errnoException } from '../errors.js';
import { kTimeout } from '../net/socket.js';
import { completeMessage, kConnection, kFields, pauseSocket, pushBody } from './incoming.js';
import { parseError } from './parse_error.js';

const { Connection, messageFlags } = binding('http');
const { keepAlive, http10, upgrade, otherVersion } = messageFlags;

export class ClientConnection {
  constructor(request, socket) {
    this.request = request;
    this.socket = socket;
    this.native = new Connection(true);
    this.native.state = this;
    this.response = null;
    this.upgrading = null;
    this.finished = false;
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
    const after = request.answered(this, res, (flags & keepAlive) !== 0, (flags & upgrade) !== 0);
    if (after === 2) this.upgrading = res;
    else if (after !== informational) this.response = res;
    return after === informational ? 1 : after;
  }

  body(part) {
    const { response, socket } = this;
    if (socket[kTimeout] !== null) socket._unrefTimer?.();
    if (response !== null && !pushBody(response, part)) pauseSocket(response);
  }

  complete(trailers) {
    const { response } = this;
    if (response === null) return;
    this.response = null;
    this.finished = true;
    completeMessage(response, trailers);
    this.request.responseComplete(response);
  }

  upgraded(head) {
    const res = this.upgrading;
    this.upgrading = null;
    this.letGo();
    this.request.upgraded(res, new FastBuffer(head));
  }

  letGo() {
    const { socket } = this;
    this.native.stop();
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
    if (this.native.finish()) this.request.socketEnded();
  }

  readEnd(errno) {
    const { socket } = this;
    if (errno < 0) {
      socket.destroy(errnoException(errno, 'read'));
      return;
    }
    this.ended();
    socket.push(null);
    socket.resume();
  }

  parseFailed(code, reason, parsed, packet) {
    this.native.stop();
    this.request.parseFailed(parseError(code, reason, parsed, packet));
  }
}

/** What ClientRequest.answered() says of a 1xx: another head follows. */
export const informational = 3;
