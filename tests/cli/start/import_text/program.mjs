import text from './a.txt' with { type: 'text' };
import own from './program.mjs' with { type: 'text' };
import data from 'data:text/plain,x%20y' with { type: 'text' };
console.log(JSON.stringify(text), own.includes('import own'), data);
await import('node:fs', { with: { type: 'text' } }).catch((error) => console.log(error.code));
await import('./missing.txt', { with: { type: 'text' } }).catch((error) => console.log(error.code));
await import('./a.txt').catch((error) => console.log(error.code));
