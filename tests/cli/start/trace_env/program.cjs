process.env.MINE;
process.env.MINE = '1';
Object.defineProperty(process.env, 'OTHER', { value: 'x', configurable: true, enumerable: true, writable: true });
'MINE' in process.env;
Object.hasOwn(process.env, 'MINE');
delete process.env.MINE;
for (const name in process.env);
