//# allFunctionsCalledOnLoad
// The modules of lib/ by name, loaded at their first use.
const { load: loadNamespace, ids: listIds } = import.meta;

/**
 * A module of the library: of a public face its default export (what require() gives), of a file below internal/ its namespace.
 * @param {string} id  path in lib/ without ".js": 'fs/promises', 'internal/errors'
 */
export function load(id) {
  const namespace = loadNamespace(id);
  return id.startsWith('internal/') ? namespace : namespace.default;
}

/** Whether lib/ has the file `id`. */
export function has(id) {
  return ids().includes(id);
}

let allIds;
let publicIds;

function ids() {
  return (allIds ??= listIds());
}

/** The ids of all public faces, sorted: what `module.builtinModules` lists. */
export function publicModules() {
  return (publicIds ??= ids().filter((id) => !id.startsWith('internal/')));
}

/** Whether `id` is a module that a program can import. */
export function isPublic(id) {
  return publicModules().includes(id);
}
