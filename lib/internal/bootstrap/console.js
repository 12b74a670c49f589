// The global console.
import console from '../../console.js';

Object.defineProperty(globalThis, 'console', { value: console, writable: true, enumerable: false, configurable: true });
