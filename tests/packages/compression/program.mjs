// A server whose answers are packed as the client asks; archives and images through packages that drive codecs their own way.
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import compression from 'compression';
import connect from 'connect';
import pngjs from 'pngjs';
import * as tar from 'tar';

const text = 'an answer that is worth packing. '.repeat(1000);
const app = connect()
  .use(compression({ threshold: 100 }))
  .use('/small', (req, res) => res.end('small'))
  .use('/flush', (req, res) => {
    res.setHeader('content-type', 'text/plain');
    res.write('first');
    res.flush();
    setTimeout(() => res.end(text), 20);
  })
  .use((req, res) => {
    res.setHeader('content-type', 'text/plain');
    res.end(text);
  });
const server = http.createServer(app).listen(0, '127.0.0.1');
await once(server, 'listening');
const unpack = { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };
for (const path of ['/', '/small', '/flush']) {
  for (const encoding of ['gzip', 'deflate', 'br', 'identity']) {
    const options = { port: server.address().port, host: '127.0.0.1', path, headers: { 'accept-encoding': encoding } };
    const [res] = await once(http.get(options), 'response');
    const parts = await res.toArray();
    const got = res.headers['content-encoding'];
    const body = Buffer.concat(parts);
    console.log(path, encoding, got, res.headers.vary, (got ? unpack[got](body) : body).toString().length);
  }
}
server.close();

mkdirSync('in');
writeFileSync('in/a.txt', text);
await tar.create({ gzip: true, file: 'a.tgz' }, ['in']);
tar.create({ gzip: { level: 9 }, file: 'sync.tgz', sync: true }, ['in']);
for (const [file, sync] of [
  ['a.tgz', false],
  ['sync.tgz', true],
]) {
  mkdirSync(`out-${file}`);
  await tar.extract({ file, cwd: `out-${file}`, sync });
  console.log(file, existsSync(`out-${file}/in/a.txt`), readFileSync(`out-${file}/in/a.txt`, 'utf8') === text);
}

const { PNG } = pngjs;
const image = new PNG({ width: 64, height: 32 });
for (let i = 0; i < image.data.length; i++) image.data[i] = (i * 7) & 255;
const packed = PNG.sync.write(image);
console.log(PNG.sync.read(packed).data.equals(image.data));
const [read] = await once(new PNG().parse(packed), 'parsed');
console.log(read.equals(image.data));
try {
  PNG.sync.read(packed.subarray(0, 100));
} catch (error) {
  console.log(error.message);
}
