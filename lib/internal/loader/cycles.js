// A module that is required while it is still running: reading from its unfinished exports what isn't there yet warns.
const ES_MODULE_MARK = '__esModule';

function warn(name) {
  process.emitWarning(`Accessing non-existent property '${String(name)}' of module exports inside circular dependency`);
}

/** Stands between unfinished exports and Object.prototype: what is looked up here is missing. */
const warningPrototype = new Proxy(
  {},
  {
    get(target, name) {
      if (name in target || name === ES_MODULE_MARK) return target[name];
      warn(name);
      return undefined;
    },
    getOwnPropertyDescriptor(target, name) {
      if (name in target || name === ES_MODULE_MARK) return Object.getOwnPropertyDescriptor(target, name);
      warn(name);
      return undefined;
    },
  },
);

/** Only objects as they were made: a prototype that the program chose, or a Proxy's traps, are left alone. */
export function unfinishedExports(module, isProxy) {
  const { exports } = module;
  if (exports && !isProxy(exports) && Object.getPrototypeOf(exports) === Object.prototype && !exports[ES_MODULE_MARK]) {
    Object.setPrototypeOf(exports, warningPrototype);
  }
  return exports;
}

/** Once the module has run. */
export function finishExports(module, isProxy) {
  const { exports } = module;
  if (exports && !isProxy(exports) && Object.getPrototypeOf(exports) === warningPrototype) {
    Object.setPrototypeOf(exports, Object.prototype);
  }
}
