// A server's connections that other processes hold: it counts them, and closes when the last one has.
import { codes } from '../errors.js';
import { nextTick } from '../task_queue/ticks.js';

const REPLIES = { NODE_SOCKET_GET_COUNT: 'NODE_SOCKET_COUNT', NODE_SOCKET_NOTIFY_CLOSE: 'NODE_SOCKET_ALL_CLOSED' };

/** What `target` holds of one server's connections, as the server's own process sees it. */
class GivenSockets {
  #target;
  #key;

  constructor(target, key) {
    this.#target = target;
    this.#key = key;
  }

  #ask(cmd, callback) {
    const target = this.#target;
    if (!target.connected) {
      nextTick(callback, null, null);
      return;
    }
    const finish = (error, answer) => {
      target.off('internalMessage', onMessage);
      target.off('disconnect', onDisconnect);
      callback(error, answer);
    };
    const onMessage = (message) => {
      if (message.cmd === REPLIES[cmd] && message.key === this.#key) finish(null, message);
    };
    const onDisconnect = () => finish(new codes.ERR_CHILD_CLOSED_BEFORE_REPLY(), null);
    target.on('internalMessage', onMessage);
    target.on('disconnect', onDisconnect);
    target._send({ cmd, key: this.#key }, undefined, true);
  }

  /** @param {() => void} callback  when it holds none any more */
  close(callback) {
    this.#ask('NODE_SOCKET_NOTIFY_CLOSE', () => callback());
  }

  /** @param {(error: Error | null, count: number) => void} callback */
  getConnections(callback) {
    this.#ask('NODE_SOCKET_GET_COUNT', (error, answer) => callback(error, answer?.count ?? 0));
  }
}

const keys = new WeakMap();
let lastKey = 0;
const given = new WeakMap();

function keyOf(server) {
  let key = keys.get(server);
  if (key === undefined) keys.set(server, (key = `${process.pid}:${++lastKey}`));
  return key;
}

/**
 * A socket that `socket._server` has accepted goes to another process.
 * @param {object} target  that process
 * @param {object} message  gets the server's key
 */
export function handOver(target, message, socket, { keepOpen }) {
  const server = socket._server;
  message.key = keyOf(server);
  let lists = given.get(target);
  if (lists === undefined) given.set(target, (lists = new Map()));
  if (!lists.has(message.key)) {
    const list = new GivenSockets(target, message.key);
    lists.set(message.key, list);
    server._workers.push(list);
    target.once('exit', () => {
      lists.delete(message.key);
      server._workers.splice(server._workers.indexOf(list), 1);
    });
  }
  if (keepOpen) return;
  server._connections--;
  socket._server = null;
  socket.server = null;
}

/** The connections of one server that this process was given. */
class TakenSockets {
  #count = 0;
  #closing = false;
  #parent;
  #key;

  constructor(parent, key) {
    this.#parent = parent;
    this.#key = key;
    parent.on('internalMessage', (message) => {
      if (message.key !== key) return;
      if (message.cmd === 'NODE_SOCKET_GET_COUNT') this.#reply(message.cmd, { count: this.#count });
      if (message.cmd !== 'NODE_SOCKET_NOTIFY_CLOSE') return;
      this.#closing = true;
      this.#tellIfEmpty();
    });
  }

  #reply(cmd, more) {
    if (this.#parent.connected) this.#parent._send({ cmd: REPLIES[cmd], key: this.#key, ...more }, undefined, true);
  }

  #tellIfEmpty() {
    if (!this.#closing || this.#count > 0) return;
    this.#closing = false;
    this.#reply('NODE_SOCKET_NOTIFY_CLOSE');
  }

  add(socket) {
    this.#count++;
    socket.once('close', () => {
      this.#count--;
      this.#tellIfEmpty();
    });
  }
}

const taken = new Map();

/** Counts `socket`, which `parent` has sent, among those of the server that accepted it. */
export function receiveSocket(parent, key, socket) {
  let list = taken.get(key);
  if (list === undefined) taken.set(key, (list = new TakenSockets(parent, key)));
  list.add(socket);
}
