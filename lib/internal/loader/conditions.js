//# allFunctionsCalledOnLoad
// The conditions that "exports" and "imports" are matched against.
import { options } from '../options.js';

let sets;

/** Conditions of require() and of import, with those of -C/--conditions. Made at first use: options are the process's. */
function conditionSets() {
  if (sets === undefined) {
    const common = ['node'];
    if (options.addons) common.push('node-addons');
    if (options['experimental-require-module']) common.push('module-sync');
    const user = options.conditions ?? [];
    for (let i = 0; i < user.length; i++) common.push(user[i]);
    sets = { require: new Set(common).add('require'), import: new Set(common).add('import') };
  }
  return sets;
}

/** @returns {Set<string>} what require() matches: node, node-addons, module-sync, require, and the user's own */
export function requireConditions() {
  return conditionSets().require;
}

/** @returns {Set<string>} what import matches: node, node-addons, module-sync, import, and the user's own */
export function importConditions() {
  return conditionSets().import;
}
