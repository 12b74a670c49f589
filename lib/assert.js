// node:assert
import { assert } from './internal/assert/assert.js';

export default assert;
