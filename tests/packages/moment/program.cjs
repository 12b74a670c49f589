// Moments, with a locale that is required when it is asked for.
const moment = require('moment');
const day = moment('2024-02-29T13:05:09Z').utc();
console.log(day.format('dddd, MMMM Do YYYY, h:mm:ss a'), day.clone().locale('de').format('LLLL'), moment.locale());
console.log(
  moment.duration(1e8).humanize(),
  day.from(moment.utc('2025-01-01')),
  day.clone().add(1, 'year').toISOString(),
  day.isoWeek(),
);
console.log(
  moment('x', 'YYYY').isValid(),
  moment('31/12/2020', 'DD/MM/YYYY', true).dayOfYear(),
  JSON.stringify(day),
  moment.locales().length,
  day,
);
