// node:test/reporters
import { dot } from '../internal/test/reporters/dot.js';
import { junit } from '../internal/test/reporters/junit.js';
import { lcov } from '../internal/test/reporters/lcov.js';
import { spec } from '../internal/test/reporters/spec.js';
import { tap } from '../internal/test/reporters/tap.js';

export default { dot, junit, lcov, spec, tap };
