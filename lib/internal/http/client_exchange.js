// What goes on between a client's request and its socket: from the moment it gets one until that is free again or gone.
import { getContext, setContext } from '../async_hooks/origin.js';
import { nextTick } from '../task_queue/ticks.js';
import { ClientConnection } from './client_connection.js';
import { abortMessage } from './incoming.js';
import { releaseResource } from './resource.js';
import { tell as tellWatchers, watched } from './watchers.js';

export const kError = Symbol('error');
/** The async context that the request was made in. */
export const kContext = Symbol('context');
const kTold = Symbol('told');

/** What ClientConnection does after a head. */
export const after = { body: 0, noBody: 1, upgrade: 2, informational: 3 };

export function hangUp() {
  const error = new Error('socket hang up');
  error.code = 'ECONNRESET';
  return error;
}

function tellClosed(request) {
  if (request._closed) return;
  request._closed = true;
  request.emit('close');
}

/** The socket does not come, or comes for a request that was given up. */
export function endWithoutExchange(request, socket, error) {
  let reason = error ?? request[kError];
  const tell = () => {
    request.destroyed = true;
    request[kError] = reason;
    if (reason || !request.aborted) {
      reason ??= hangUp();
      if (watched) tellWatchers('client.request.error', { request, error: reason });
      request.emit('error', reason);
    }
    tellClosed(request);
  };
  if (socket && !error && request.agent && !socket.destroyed) {
    socket.emit('free');
  } else if (socket && !socket.destroyed) {
    socket.once('error', nothing);
    socket.once('close', tell);
    socket.destroy(reason ?? undefined);
    return;
  } else if (socket?.errored) {
    // it tells of it yet; the request does
    reason ??= socket.errored;
    socket.once('error', nothing);
  }
  tell();
}

function nothing() {}

/** The request goes out on `socket`. */
export function beginExchange(request, socket) {
  request.socket = socket;
  socket._httpMessage = request;
  request._connection = new ClientConnection(request, socket);
  request.parser = request._connection.native;
  request._listeners = {
    error: (error) => inContext(request, failed, error),
    close: () => inContext(request, closed),
    drain: () => request._drained(),
  };
  for (const name in request._listeners) socket.on(name, request._listeners[name]);
  if (request.timeout !== undefined || request.agent?.options?.timeout) listenForTimeout(request);
  request.emit('socket', socket);
  request._flush();
}

// What a socket tells is told where the request was made, which is not always where the socket was.
function inContext(request, fn, error) {
  const before = getContext();
  if (before !== request[kContext]) setContext(request[kContext]);
  fn(request, error);
  if (before !== request[kContext]) setContext(before);
}

/** 'timeout' of the socket becomes that of the request. */
export function listenForTimeout(request) {
  if (request.timeoutCb) return;
  request.timeoutCb = () => request.emit('timeout');
  const listen = (socket) => socket.once('timeout', request.timeoutCb);
  if (request.socket) listen(request.socket);
  else request.on('socket', listen);
}

function letGoOf(request) {
  const { socket, _listeners: listeners } = request;
  for (const name in listeners) socket.removeListener(name, listeners[name]);
  if (request.timeoutCb) socket.removeListener('timeout', request.timeoutCb);
  request.timeoutCb = null;
}

// Of an exchange's end the program hears once: a socket that is hung up may fail, too.
function tellError(request, error) {
  if (request[kTold]) return;
  request[kTold] = true;
  if (watched) tellWatchers('client.request.error', { request, error });
  request.emit('error', error);
}

function failed(request, error) {
  tellError(request, error);
  request._connection.letGo();
  request.socket.destroy();
}

function closed(request) {
  const { res, _connection: connection } = request;
  request.destroyed = true;
  // where the end of the connection is the end of the body, the response is whole now
  connection.native.finish();
  connection.native.stop();
  releaseResource(connection);
  if (res) {
    if (!res.complete) abortMessage(res);
    tellClosed(request);
    if (!res.aborted && res.readable) res.push(null);
  } else {
    tellError(request, hangUp());
    tellClosed(request);
  }
  request.outputData = [];
}

/** The other side sends no more. */
export function ended(request) {
  const { socket } = request;
  if (!request.res) tellError(request, hangUp());
  request._connection.native.finish();
  request._connection.letGo();
  socket.end();
}

/** What came is no HTTP. */
export function unreadable(request, error) {
  request._connection.letGo();
  request.socket.destroy();
  tellError(request, error);
}

/** The head of a response has come. @returns how the parser goes on: one of `after` */
export function answered(request, res, keepAlive) {
  const { method, socket } = request;
  if (request.res) {
    // a second answer to one request
    socket.destroy();
    return after.body;
  }
  const { statusCode: status } = res;
  if (method === 'CONNECT' || status === 101) {
    res.upgrade = true;
    request.res = res;
    res.req = request;
    return after.upgrade;
  }
  if (status < 200) {
    if (status === 100) request.emit('continue');
    request.emit('information', {
      statusCode: status,
      statusMessage: res.statusMessage,
      httpVersion: res.httpVersion,
      httpVersionMajor: res.httpVersionMajor,
      httpVersionMinor: res.httpVersionMinor,
      headers: res.headers,
      rawHeaders: res.rawHeaders,
    });
    return after.informational;
  }
  if (!keepAlive) request.shouldKeepAlive = false;
  request.res = res;
  res.req = request;
  request.domain?.add(res);
  // before those of the program: the socket is free when they run
  res.on('end', () => responseEnded(request));
  request.on('finish', () => {
    if (request.shouldKeepAlive && request._ended) freeSocket(request);
  });
  if (watched) tellWatchers('client.response.finish', { request, response: res });
  if (request.aborted || !request.emit('response', res)) res._dump();
  return method === 'HEAD' ? after.noBody : after.body;
}

function responseEnded(request) {
  const { res, socket } = request;
  request._ended = true;
  if (!request.shouldKeepAlive) {
    if (socket.writable) {
      if (typeof socket.destroySoon === 'function') socket.destroySoon();
      else socket.end();
    }
  } else if (request.writableFinished && !res.aborted) {
    freeSocket(request);
  }
}

// The next request may have the socket.
function freeSocket(request) {
  const { socket } = request;
  if (request._freed) return;
  request._freed = true;
  if (request.timeoutCb) socket.setTimeout(0);
  letGoOf(request);
  request._connection.letGo();
  request.destroyed = true;
  nextTick(() => {
    tellClosed(request);
    socket.emit('free');
  });
}

/** The connection speaks another protocol from now on: `head` is the first of it. */
export function upgraded(request, res, head) {
  const { socket } = request;
  const event = request.method === 'CONNECT' ? 'connect' : 'upgrade';
  if (request.listenerCount(event) === 0) {
    socket.destroy();
    return;
  }
  request.upgradeOrConnect = true;
  socket.emit('agentRemove');
  letGoOf(request);
  socket._httpMessage = null;
  socket.readableFlowing = null;
  request.emit(event, res, socket, head);
  request.destroyed = true;
  tellClosed(request);
}
