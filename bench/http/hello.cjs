// node:http as most programs use it: a text for everything.
require('http')
  .createServer((_req, res) => {
    res.end('hello world');
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
