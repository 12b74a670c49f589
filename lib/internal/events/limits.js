// How many listeners of one event an emitter or EventTarget may have before a leak is suspected.

import { validateNumber } from '../validators.js';

let limit = 10;

/** @returns {number} the limit of all that have none of their own; 0 for none */
export function getDefaultMaxListeners() {
  return limit;
}

/** @throws ERR_OUT_OF_RANGE, ERR_INVALID_ARG_TYPE unless a number from 0 */
export function setDefaultMaxListeners(n, name) {
  validateNumber(n, name, 0);
  limit = n;
}
