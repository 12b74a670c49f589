// Listeners that do not keep alive what they close over: each lives as long as an owner that it is given to.

// Made when first needed: a snapshot must hold no finalizers.
let registry;
const owned = new WeakMap(); // owner -> its callbacks

/**
 * @param {Function|object} callback
 * @param {object} owner  keeps callback alive
 * @param {() => void} gone  called once callback has been collected
 * @returns {WeakRef} to callback
 */
export function holdWeakly(callback, owner, gone) {
  let callbacks = owned.get(owner);
  if (callbacks === undefined) owned.set(owner, (callbacks = []));
  callbacks.push(callback);
  registry ??= new FinalizationRegistry((fn) => fn());
  registry.register(callback, gone, gone);
  return new WeakRef(callback);
}

/** Undoes holdWeakly(): callback was removed, nobody has to be told. */
export function letGo(callback, owner, gone) {
  registry.unregister(gone);
  const callbacks = owned.get(owner);
  const at = callbacks === undefined ? -1 : callbacks.indexOf(callback);
  if (at >= 0) callbacks.splice(at, 1);
}
