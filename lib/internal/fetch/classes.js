// Globals of HTTP clients that come with the package undici.
import undici from '../deps/undici.js';

export const { EventSource, FormData, WebSocket } = undici;
