import pino from 'pino';

const targets = [
  { target: 'pino/file', level: 'info', options: { destination: 'all.log' } },
  { target: 'pino/file', level: 'error', options: { destination: 'errors.log' } },
];
const logger = pino({ base: null, timestamp: () => ',"time":0' }, pino.transport({ targets }));
for (let i = 0; i < 1000; i++) logger.info({ i }, 'many');
logger.error('one error');
