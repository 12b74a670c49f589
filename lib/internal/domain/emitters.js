// What loading node:domain changes of all emitters: they remember the domain in which they are made, their listeners run in it, and
// 'error' without a listener goes to it.

import EventEmitter from '../../events.js';
import { codes } from '../errors.js';
import { load } from '../builtins.js';
import { Domain, describeError, isDomain, mark } from './domain.js';
import { activeDomain, runOutside } from './stack.js';

/** Called once. */
export function extendEmitters() {
  const { init } = EventEmitter;
  const { emit } = EventEmitter.prototype;
  EventEmitter.usingDomains = true;

  EventEmitter.init = function initInDomain(options) {
    const active = this instanceof Domain ? null : (activeDomain() ?? null);
    mark(this, active);
    return init.call(this, options);
  };

  EventEmitter.prototype.emit = function emitInDomain(type, ...args) {
    const { domain } = this;
    if (!isDomain(domain) || this === load('process')) {
      return Reflect.apply(emit, this, [type, ...args]);
    }
    if (type === 'error' && this.listenerCount('error') === 0) {
      const error = args.length > 0 && args[0] ? args[0] : new codes.ERR_UNHANDLED_ERROR(args[0]);
      describeError(error, domain, { domainEmitter: this, domainThrown: false });
      runOutside(domain, null, () => domain.emit('error', error));
      return false;
    }
    domain.enter();
    const result = Reflect.apply(emit, this, [type, ...args]);
    domain.exit();
    return result;
  };
}
