//# allFunctionsCalledOnLoad
// The text around a CommonJS module. Nothing is wrapped in it as long as nobody changes it: the engine compiles a function.
const original = ['(function (exports, require, module, __filename, __dirname) { ', '\n});'];

let patched = false;
let wrapFunction = (script) => wrapperArray[0] + script + wrapperArray[1];

function watch(array) {
  return new Proxy(array, {
    set(target, name, value, receiver) {
      patched = true;
      return Reflect.set(target, name, value, receiver);
    },
    defineProperty(target, name, descriptor) {
      patched = true;
      return Reflect.defineProperty(target, name, descriptor);
    },
  });
}

let wrapperArray = watch(original);

/** Whether the program has changed Module.wrapper or Module.wrap: modules are wrapped as text from then on. */
export function isWrapperPatched() {
  return patched;
}

/** @param {string} script @returns {string} it with the wrapper around it */
export function wrap(script) {
  return wrapFunction(script);
}

/** Gives Module its `wrap` and `wrapper`, which notice when they are replaced. */
export function defineWrapper(Module) {
  Object.defineProperty(Module, 'wrap', {
    get: () => wrapFunction,
    set(value) {
      patched = true;
      wrapFunction = value;
    },
    configurable: true,
  });
  Object.defineProperty(Module, 'wrapper', {
    get: () => wrapperArray,
    set(value) {
      patched = true;
      wrapperArray = watch(value);
    },
    configurable: true,
  });
}
