// Days, with plugins, locales and time zones by Intl.
const dayjs = require('dayjs');
for (const name of ['utc', 'timezone', 'duration', 'relativeTime', 'customParseFormat', 'weekOfYear', 'advancedFormat'])
  dayjs.extend(require(`dayjs/plugin/${name}`));
require('dayjs/locale/fr');
const day = dayjs.utc('2024-07-14T13:05:09Z');
console.log(
  day.locale('fr').format('dddd D MMMM YYYY HH:mm'),
  day.tz('America/New_York').format('YYYY-MM-DD HH:mm Z z'),
  day.tz('Asia/Kathmandu').utcOffset(),
);
console.log(
  dayjs.duration({ hours: 26 }).humanize(),
  day.to('2025-01-01'),
  dayjs('14/07/2024', 'DD/MM/YYYY').week(),
  day.format('Qo k'),
  day.toJSON(),
);
