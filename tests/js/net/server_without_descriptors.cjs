// What out_of_descriptors.test.js runs: a server, and a thread that takes all descriptors there are, again and again, as it is told.
'use strict';

const net = require('node:net');
const { performance } = require('node:perf_hooks');
const { Worker } = require('node:worker_threads');

const taker = new Worker(
  `
  const fs = require('node:fs');
  const { parentPort } = require('node:worker_threads');
  const held = [];
  let timer;
  const take = () => {
    try {
      for (;;) held.push(fs.openSync('/dev/null'));
    } catch {}
  };
  parentPort.on('message', (word) => {
    clearInterval(timer);
    if (word === 'take') {
      timer = setInterval(take, 1);
      take();
    } else {
      for (const fd of held.splice(0)) fs.closeSync(fd);
    }
    parentPort.postMessage(word);
  });`,
  { eval: true },
);
taker.on('message', (word) => word === 'take' && process.send({ taken: true }));

const server = net.createServer((socket) => socket.end('served'));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));

/** How often the loop goes round until a timer of 5 ms has run 50 times. */
function rest() {
  const turns = () => performance.nodeTiming.uvMetricsInfo.loopCount;
  const before = turns();
  let ticks = 0;
  const timer = setInterval(() => {
    if (++ticks < 50) return;
    clearInterval(timer);
    process.send({ turns: turns() - before });
  }, 5);
}

process.on('message', (word) => {
  if (word === 'rest') return rest();
  if (word === 'close') {
    server.close();
    taker.terminate();
    process.disconnect();
    return;
  }
  taker.postMessage(word);
});
