// node:path. Both flavours are one object each, whichever door a program takes to them.
import posix from './internal/path/posix.js';
import win32 from './internal/path/win32.js';

Object.assign(posix, { win32, posix, _makeLong: posix.toNamespacedPath });
Object.assign(win32, { win32, posix, _makeLong: win32.toNamespacedPath });

export default posix;
