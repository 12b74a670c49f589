// node:punycode, deprecated: the package of that name.
import punycode from './internal/deps/punycode.js';

process.emitWarning(
  'The `punycode` module is deprecated. Please use a userland alternative instead.',
  'DeprecationWarning',
  'DEP0040',
);

export default punycode;
