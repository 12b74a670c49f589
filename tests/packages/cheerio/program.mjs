// A page is read and changed. The package's main entry also loads from the network; this is the part that does not.
import * as cheerio from 'cheerio/slim';

const $ = cheerio.load(
  '<ul id="fruits"><li class="apple">Apple</li><li class=orange data-n="2">Orange</li></ul><p>a &amp; b</p>',
);
$('#fruits').append('<li>Pear</li>').find('.apple').addClass('red').text('<Apple>');
console.log(
  $.html(),
  $('li')
    .map((i, el) => `${i}:${$(el).text()}`)
    .get(),
  $('.orange').data('n'),
  $('li:nth-child(2)').next().text(),
  $('p').text(),
);
console.log(
  $.extract({ names: ['li'], second: { selector: '.orange', value: 'data-n' } }),
  $('li').filter((_, el) => $(el).text().startsWith('P')).length,
);
