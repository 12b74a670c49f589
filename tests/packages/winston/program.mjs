// A log to files, by level, in several formats, that turns to a new and packed file at a size.
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { Writable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import winston from 'winston';

const { combine, errors, json, label, printf, splat, timestamp } = winston.format;
const seen = [];
const logger = winston.createLogger({
  level: 'debug',
  format: combine(errors({ stack: false }), splat(), timestamp({ format: () => 'now' }), json()),
  defaultMeta: { service: 'test' },
  transports: [
    new winston.transports.File({ filename: 'all.log' }),
    new winston.transports.File({ filename: 'errors.log', level: 'error' }),
    new winston.transports.Stream({
      stream: new Writable({
        write(line, encoding, callback) {
          seen.push(String(line));
          callback();
        },
      }),
      format: combine(
        label({ label: 'x' }),
        printf(({ level, message, label: name }) => `${name} ${level}: ${message}`),
      ),
    }),
  ],
});
logger.info('hello %s', 'world');
logger.error('it broke', { code: 7 });
logger.log('silly', 'not to be seen');
logger.child({ request: 1 }).warn('from a child');
logger.error(new Error('an error'));
const closed = logger.transports.filter((each) => each.filename).map((each) => once(each, 'finish'));
logger.end();
await Promise.all(closed);
console.log(seen);
for (const name of ['all.log', 'errors.log']) console.log(readFileSync(name, 'utf8'));

const rotating = new winston.transports.File({
  filename: 'r.log',
  maxsize: 2000,
  maxFiles: 3,
  zippedArchive: true,
  tailable: true,
});
const turning = winston.createLogger({ format: json(), transports: [rotating] });
for (let i = 0; i < 60; i++) {
  const logged = once(rotating, 'logged');
  turning.info(`${i}`.padStart(100, '-'));
  await logged;
}
turning.end();
// It is packed while the log goes on: what is in it then is a matter of time, that it is gzip is not.
process.on('exit', () => {
  const packed = readdirSync('.').filter((name) => /^r\d\.log\.gz$/.test(name));
  console.log(packed.map((name) => [name, typeof gunzipSync(readFileSync(name)).length]));
});
