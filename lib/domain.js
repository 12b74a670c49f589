// node:domain (deprecated): errors of a piece of work, taken in one place.

import { setResourceObserver } from './internal/async_hooks/origin.js';
import { codes } from './internal/errors.js';
import { Domain, isDomain, mark, takeFault } from './internal/domain/domain.js';
import { extendEmitters } from './internal/domain/emitters.js';
import { activeDomain, domainStack, leaveAll, push } from './internal/domain/stack.js';
import { hasCaptureCallback, setDomains } from './internal/process/faults.js';

if (hasCaptureCallback()) throw new codes.ERR_DOMAIN_CALLBACK_NOT_AVAILABLE();
setDomains(takeFault, new Error('domain module loaded here'));
extendEmitters();
setResourceObserver((resource) => {
  const domain = activeDomain();
  if (domain) mark(resource, domain);
});
Object.defineProperty(process, 'domain', { configurable: true, enumerable: true, get: activeDomain, set: setActive });

function setActive(domain) {
  if (isDomain(domain)) push(domain);
  else leaveAll();
}

/** Node domain.create, since v0.7. */
function create() {
  return new Domain();
}

export default {
  create,
  createDomain: create,
  Domain,
  get active() {
    return activeDomain();
  },
  get _stack() {
    return domainStack();
  },
};
