// Tables of text.
const Table = require('cli-table3');
const table = new Table({
  head: ['Name', 'Menge'],
  colWidths: [12, 10],
  wordWrap: true,
  style: { head: [], border: [] },
});
table.push(
  ['Äpfel', { content: '12', hAlign: 'right' }],
  [{ content: 'ein langer Text über zwei', colSpan: 2 }],
  ['日本語', '\x1b[31mrot\x1b[0m'],
);
console.log(String(table));
