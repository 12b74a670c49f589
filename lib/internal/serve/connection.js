// One connection of serve(): requests in, answers out in the order of the requests.
import { binding } from '../binding.js';
import { FastBuffer } from '../buffer/allocation.js';
import { errnoException } from '../errors.js';
import { Body, streamOf } from '../fetch/body.js';
import { abortRequest, incomingRequest } from '../fetch/request.js';
import { partsOf, Response } from '../fetch/response.js';
import { startLine, STATUS_CODES } from '../http/status.js';
import { Incoming } from './incoming.js';

const { Connection, messageFlags, respond, responded, respondFlags } = binding('http');
const { keepAlive, hasBody, upgrade, noHost, severalHosts, http10, expectsContinue, otherExpectation } = messageFlags;
const { withDate, withKeepAlive, withClose, withLength, withoutBody, secondsShift } = respondFlags;

const most = 1024; // answers that wait for one before them
const parts = { status: 0, reason: '', text: undefined, body: null, fields: '', length: false };

/** The answer that one request waits for. */
class Turn {
  response = null;
  constructor(request, flags, head) {
    this.request = request;
    this.keep = (flags & keepAlive) !== 0;
    this.chunks = (flags & http10) === 0;
    this.head = head;
  }
}

export class ServeConnection {
  constructor(server, socket) {
    this.server = server;
    this.socket = socket;
    this.native = new Connection(false);
    this.native.state = this;
    this.given = 0; // values of the running batch that were given on
    this.turns = []; // requests whose answer has not gone out, the oldest first
    this.incoming = null; // the body that is under way
    this.writing = false; // an answer goes out in parts
    this.paused = false;
    this.behind = false; // the client does not take what it is sent
    this.ending = false;
    this.native.setLimits(16 * 1024, false);
    this.native.consume(socket._handle);
    socket._handle.readStart();
    socket.on('close', () => this.closed());
    socket.on('error', nothing);
    server.connections.add(this.native);
  }

  message(method, target, fields, flags, part) {
    const { server } = this;
    // more requests would be more answers
    if (this.behind) this.pause();
    if (
      (flags & (noHost | severalHosts | otherExpectation | upgrade | expectsContinue)) !== 0 &&
      this.refused(method, flags)
    )
      return 0;
    let body = null;
    if ((flags & hasBody) !== 0) {
      this.incoming = new Incoming(this, part);
      body = this.incoming.body;
    } else if (part !== undefined) {
      body = new Body(new FastBuffer(part), null);
    }
    const request = incomingRequest(method, target, fields, server.origin, body);
    let answer;
    try {
      answer = server.fetch(request, server.face);
    } catch (error) {
      answer = server.failed(error, request);
    }
    // nothing waits, and the answer is there: it goes straight out
    if (this.turns.length === 0 && answer instanceof Response && (flags & hasBody) === 0) {
      this.answer(answer, (flags & keepAlive) !== 0 && !this.ending, method === 'HEAD', (flags & http10) === 0);
      return 0;
    }
    const turn = new Turn(request, flags, method === 'HEAD');
    this.turns.push(turn);
    if (this.turns.length >= most) this.pause();
    if (answer instanceof Response) {
      turn.response = answer;
      this.proceed();
    } else {
      this.wait(turn, answer, request);
    }
    return 0;
  }

  // @returns {boolean} whether the request was answered here
  refused(method, flags) {
    let status = 0;
    if ((flags & http10) === 0 && (flags & (noHost | severalHosts)) !== 0) status = 400;
    else if (method === 'CONNECT') status = 501;
    else if ((flags & otherExpectation) !== 0) status = 417;
    if (status === 0) {
      if ((flags & expectsContinue) !== 0 && this.turns.length === 0)
        this.socket.write('HTTP/1.1 100 Continue\r\n\r\n', 'latin1');
      return false;
    }
    const turn = new Turn(null, 0, false);
    turn.response = new Response(null, { status });
    this.turns.push(turn);
    this.native.stop();
    this.proceed();
    return true;
  }

  async wait(turn, answer, request) {
    const { server } = this;
    let response;
    try {
      response = await answer;
      if (!(response instanceof Response)) {
        throw new TypeError(
          `fetch() must return a Response or a promise of one, but it returned ${response === null ? 'null' : typeof response}`,
        );
      }
    } catch (error) {
      response = await server.failed(error, request);
    }
    turn.response = response;
    this.proceed();
  }

  /** Sends the answers whose turn has come. */
  proceed() {
    while (!this.writing && this.turns.length > 0 && this.turns[0].response !== null) {
      const turn = this.turns.shift();
      if (this.socket.destroyed) return;
      this.answer(turn.response, turn.keep && !this.ending, turn.head, turn.chunks);
      if (this.paused && this.turns.length < most / 2) this.resume();
    }
  }

  answer(response, keep, head, chunks) {
    partsOf(response, parts);
    const { status, fields } = parts;
    let flags = withDate | (keep ? withKeepAlive : withClose);
    let body = parts.text;
    if (body === undefined && parts.body !== null) {
      const { source, stream } = parts.body;
      if (stream !== null || (typeof source !== 'string' && !(source instanceof Uint8Array))) {
        if (!head) {
          this.stream(parts.body, startLine(status, parts.reason), fields, parts.length, keep, chunks);
          return;
        }
      } else {
        body = source;
      }
      parts.body.used = true;
    }
    if (status !== 204 && status !== 304 && !parts.length) flags |= withLength;
    if (head || status === 204 || status === 304) flags |= withoutBody;
    flags |= this.server.keepAliveSeconds << secondsShift;
    const done = respond(this.native, startLine(status, parts.reason), fields, body ?? '', flags);
    if (done === responded.flushNow ? !this.native.flush() : done === responded.backlog) this.fallBehind();
    if (!keep) this.end();
    else this.server.idleBegins();
  }

  // An answer whose length is not known: in chunks, as far as the socket takes them.
  async stream(body, start, fields, length, keep, chunks) {
    const { socket } = this;
    this.writing = true;
    if (!length && !chunks) keep = false;
    const chunked = !length && chunks;
    let head = `${start}${fields}${binding('http').dateField()}Connection: ${keep ? 'keep-alive' : 'close'}\r\n`;
    if (chunked) head += 'Transfer-Encoding: chunked\r\n';
    socket.write(`${head}\r\n`, 'latin1');
    const reader = streamOf(body).getReader();
    this.reader = reader;
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
        if (!(bytes instanceof Uint8Array)) throw new TypeError('A body gives Uint8Arrays');
        if (bytes.byteLength === 0) continue;
        socket.cork();
        if (chunked) socket.write(`${bytes.byteLength.toString(16)}\r\n`, 'latin1');
        let more = socket.write(bytes);
        if (chunked) more = socket.write('\r\n', 'latin1');
        socket.uncork();
        if (!more && !socket.destroyed) await new Promise((resolve) => this.onceWritable(resolve));
        if (socket.destroyed) {
          await reader.cancel(new DOMException('The connection was closed', 'AbortError'));
          return;
        }
      }
      if (chunked) socket.write('0\r\n\r\n', 'latin1');
    } catch (error) {
      // the head has gone out: only the broken connection can say that this is not the whole
      this.server.report(error);
      socket.destroy();
      return;
    } finally {
      this.reader = null;
      this.writing = false;
    }
    this.native.responded();
    if (!keep || this.ending) this.end();
    else {
      this.server.idleBegins();
      this.proceed();
    }
  }

  onceWritable(resolve) {
    const { socket } = this;
    const done = () => {
      socket.removeListener('drain', done);
      socket.removeListener('close', done);
      resolve();
    };
    socket.on('drain', done);
    socket.on('close', done);
  }

  body(part) {
    this.incoming?.push(new FastBuffer(part));
  }

  complete() {
    const { incoming } = this;
    this.incoming = null;
    incoming?.end();
  }

  pause() {
    if (this.paused) return;
    this.paused = true;
    this.native.pause();
  }
  resume() {
    if (!this.paused || this.behind) return;
    this.paused = false;
    this.native.resume();
  }

  /** The client does not take what it is sent: the next request is the last that is read, until it has. */
  fallBehind() {
    if (this.behind) return;
    this.behind = this.socket._handle?.whenDrained(() => this.catchUp()) ?? false;
  }

  catchUp() {
    this.behind = false;
    if (this.turns.length < most) this.resume();
  }

  end() {
    this.native.stop();
    this.socket.destroySoon();
  }

  upgraded() {
    // the request was served as one of HTTP/1.1; what follows it is not read
    this.ending = true;
  }

  readEnd(errno) {
    const { socket } = this;
    if (errno < 0) {
      socket.destroy(errnoException(errno, 'read'));
      return;
    }
    this.native.finish();
    socket.push(null);
    socket.resume();
    this.ending = true;
    if (this.turns.length === 0 && !this.writing) this.end();
  }

  parseFailed(code) {
    const status = code === 'HPE_HEADER_OVERFLOW' ? 431 : code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW' ? 413 : 400;
    this.native.stop();
    this.incoming?.abort();
    if (this.writing || this.turns.length > 0) {
      this.ending = true;
      return;
    }
    this.socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`, 'latin1');
    this.socket.destroySoon();
  }

  /** Idle for too long, or too slow. */
  timedOut() {
    this.socket.destroy();
  }

  /** A head, or a whole message, took too long. */
  overdue() {
    this.native.stop();
    if (this.turns.length === 0 && !this.writing) {
      this.socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n', 'latin1');
      this.socket.destroySoon();
    } else {
      this.socket.destroy();
    }
  }

  closed() {
    this.native.stop();
    this.incoming?.abort();
    this.incoming = null;
    for (const { request } of this.turns) if (request) abortRequest(request);
    this.turns.length = 0;
    this.reader?.cancel(new DOMException('The connection was closed', 'AbortError')).catch(nothing);
  }
}

function nothing() {}
