// Ports that belong to a context of node:vm: what they hear is made there, and so is all that a program of the context sees of them
// (Node: "worker_threads.moveMessagePortToContext()").
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { stampCode } from '../errors/define.js';
import { native } from './native.js';

/** Runs in the context. `main` has functions of the main context, which call for a port as `this`. */
const SOURCE = `(function (main) {
  'use strict';
  const calls = (name) => ({ [name](...args) { return main[name](this, args); } })[name];
  class MessagePort {
    constructor() {
      throw new TypeError('Illegal constructor');
    }
  }
  for (const name of main.names) {
    Object.defineProperty(MessagePort.prototype, name, { value: calls(name), writable: true, enumerable: true, configurable: true });
  }
  const tell = (port, type, data, ports) => {
    const handler = port['on' + type];
    if (typeof handler === 'function') handler.call(port, { type, data, ports: ports && [...ports], target: port });
  };
  return { home: MessagePort.prototype, tell };
})`;

/** Context -> what its ports inherit from */
const homes = new WeakMap();
/** The same -> function(port, kind, value, ports) of the context, which calls its handler of an event */
const tellers = new WeakMap();

function homeOf(context, methods) {
  let home = homes.get(context);
  if (home !== undefined) return home;
  const { Script } = load('vm');
  const make = new Script(SOURCE, { filename: 'node:internal/messaging/moved_port' }).runInContext(context);
  const main = { names: Object.keys(methods) };
  for (const name of main.names) {
    main[name] = (port, args) => {
      const result = Reflect.apply(methods[name], port, args);
      return result === port || typeof result !== 'object' ? result : undefined;
    };
  }
  const made = make(main);
  home = made.home;
  homes.set(context, home);
  tellers.set(home, made.tell);
  return home;
}

/**
 * @param {MessagePort} port  which is no longer of use
 * @param {object} context  of vm.createContext()
 * @param {Record<string, Function>} methods  of ports
 * @param {(port: MessagePort) => boolean} isActive
 * @returns {object} a port with these methods; it calls its `onmessage` and `onmessageerror`
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_CLOSED_MESSAGE_PORT
 */
export function movePort(port, context, methods, isActive) {
  if (!native.isPort(port)) {
    throw stampCode(new TypeError('The "port" argument must be a MessagePort instance'), 'ERR_INVALID_ARG_TYPE');
  }
  if (!isActive(port)) throw new codes.ERR_CLOSED_MESSAGE_PORT();
  if (typeof context !== 'object' || context === null || !load('vm').isContext(context)) {
    throw stampCode(new TypeError('Invalid context argument'), 'ERR_INVALID_ARG_TYPE');
  }
  return native.movePort(port, homeOf(context, methods));
}

/** An event of a port whose context is not the main one. */
export function tellMoved(port, kind, value, ports, home) {
  tellers.get(home)(port, kind, value, ports);
}
