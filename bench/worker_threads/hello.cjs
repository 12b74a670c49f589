require('worker_threads').parentPort.postMessage('hello');
