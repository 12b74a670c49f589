// fs.constants
import { binding } from '../binding.js';

/** Node fs.constants: names of flags, modes and kinds. */
export const constants = Object.freeze({ __proto__: null, ...binding('fs').constants });
