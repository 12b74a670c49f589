// What async hooks see of a connection's parser: a server's lives as long as the connection, a client's as long as the request.
import { tracking } from '../async_hooks/origin.js';
import { asyncIdOf, track, untrack, within } from '../async_hooks/resources.js';

class Parser {
  constructor(socket) {
    this.socket = socket;
  }
}

/** @returns {object|null} the resource; null where nobody looks */
export function serverResource(socket) {
  if (!tracking) return null;
  const resource = new Parser(socket);
  track(resource, 'HTTPINCOMINGMESSAGE', asyncIdOf(socket._handle));
  return resource;
}

/** The same for a request of a client: what runs now is its cause. */
export function clientResource(socket) {
  if (!tracking) return null;
  const resource = new Parser(socket);
  track(resource, 'HTTPCLIENTREQUEST');
  return resource;
}

/** Calls a method of a connection as its parser does. */
export function inScope(connection, name, ...args) {
  const { resource } = connection;
  if (resource === null) return connection[name](...args);
  return within(resource, () => connection[name](...args))();
}

/** The parser of the connection is not needed any more. May be called twice. */
export function releaseResource(connection) {
  if (connection.resource !== null) untrack(connection.resource);
}
