// What the tests of fork() start.
const what = process.argv[2];
const acts = {
  echo: () => process.on('message', (message) => process.send(message, () => {})),
  nothing: () => {},
  late: () =>
    setTimeout(() => {
      const got = [];
      process.on('message', (message) => {
        if (got.push(message) < 3) return;
        process.send(got);
        process.disconnect();
      });
    }, 50),
  flood: () => {
    const more = () => {
      while (process.send('x'.repeat(1000)));
      setTimeout(more, 1);
    };
    more();
    process.on('message', () => {});
  },
  garbage: () => require('node:fs').writeSync(process.channel.fd, '{"broken\n'),
  serve: () =>
    process.on('message', (message, handle) => {
      if (message === 'server') {
        handle.on('connection', (socket) => socket.end('from the child', () => handle.close()));
        process.send('listening');
      } else {
        handle.write('taken over');
        handle.on('end', () => handle.end()).resume();
      }
    }),
  share: () =>
    process.on('message', (message, socket) => {
      socket.write('child', () => process.send('written'));
    }),
  arguments: () =>
    console.log(
      JSON.stringify({
        execArgv: process.execArgv,
        argv: process.argv.slice(2),
        channel: process.connected,
        fd: process.env.NODE_CHANNEL_FD ?? null,
      }),
    ),
};
acts[what]();
