import polka from 'polka';
import sirv from 'sirv';

export const app = polka()
  .use(sirv('public', { dev: true }))
  .use((req, _res, next) => {
    req.began = Date.now();
    next();
  })
  .get('/users/:id', (req, res) => {
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ id: req.params.id, query: req.query }));
  })
  .post('/echo', async (req, res) => {
    let text = '';
    for await (const part of req) text += part;
    res.end(text);
  });
