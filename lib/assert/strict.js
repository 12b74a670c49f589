// node:assert/strict
import { strict } from '../internal/assert/assert.js';

export default strict;
