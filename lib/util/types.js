// node:util/types
import { types } from '../internal/util/types.js';

export default types;
