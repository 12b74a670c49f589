import { afterEach, before } from 'node:test';

before(() => console.log('> before all'));
afterEach((t) => console.log(`> after ${t.name}`));
