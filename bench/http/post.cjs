// A JSON API: reads the body and one header, sets two headers.
require('http')
  .createServer((req, res) => {
    let text = '';
    req.setEncoding('utf8');
    req.on('data', (part) => {
      text += part;
    });
    req.on('end', () => {
      const value = JSON.parse(text);
      res.setHeader('Content-Type', 'application/json');
      res.setHeader('X-Request-Id', req.headers['x-request-id']);
      res.end(JSON.stringify({ ok: true, items: value.items.length }));
    });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
