import { once } from 'node:events';
import pino from 'pino';

const destination = pino.destination({ dest: 'logs/direct.log', sync: false, mkdir: true });
const serializers = { err: ({ message, code }) => ({ message, code }) };
const logger = pino(
  { base: { app: 'shop' }, timestamp: () => ',"time":0', level: 'debug', redact: ['user.password'], serializers },
  destination,
);
logger.info({ user: { name: 'Ada', password: 'secret' } }, 'hello %s', 'you');
logger.child({ request: 3 }).debug('child');
logger.error(Object.assign(new Error('it broke'), { code: 'EBROKE' }));
logger.trace('not heard');
destination.end();
await once(destination, 'close');
