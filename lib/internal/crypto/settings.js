// What is set for all of crypto.
import { binding } from '../binding.js';
import { options } from '../options.js';

const native = binding('crypto');

/** Node crypto.constants since v6.3.0. */
export const constants = {
  __proto__: null,
  ...native.constants,
  defaultCipherList: native.constants.defaultCoreCipherList,
};

/** 1 when OpenSSL's FIPS provider alone is used. Node crypto.getFips since v10.0.0. */
export const getFips = () => (native.getFips() ? 1 : 0);

/**
 * Node crypto.setFips since v10.0.0.
 * @param {boolean} on
 */
export function setFips(on) {
  if (Boolean(on) !== native.getFips()) native.setFips(Boolean(on));
}

/**
 * Node crypto.secureHeapUsed since v15.6.0.
 * @returns {{total: number, used: number, utilization: number, min: number} | undefined}  bytes
 */
export function secureHeapUsed() {
  const used = native.secureHeapUsed();
  if (used < 0) return undefined;
  const total = Number(options['secure-heap']);
  return { total, used, utilization: used / total, min: Number(options['secure-heap-min']) };
}

let curves;

/** The names of elliptic curves. Node crypto.getCurves since v2.3.0. @returns {string[]} */
export function getCurves() {
  curves ??= native.getCurves();
  return [...curves];
}
