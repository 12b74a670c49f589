// Dates, in two languages and as CommonJS.
import { createRequire } from 'node:module';
import {
  addMonths,
  differenceInBusinessDays,
  eachWeekOfInterval,
  format,
  formatDistance,
  intervalToDuration,
  isValid,
  parse,
  parseISO,
} from 'date-fns';
import { de, ja } from 'date-fns/locale';

const day = new Date(2024, 1, 29, 13, 5, 9);
console.log(
  format(day, "EEEE, do MMMM yyyy 'at' HH:mm:ss"),
  format(day, 'PPPPpppp', { locale: de }),
  format(day, 'PPPP', { locale: ja }),
);
console.log(addMonths(day, 12), differenceInBusinessDays(new Date(2024, 5, 1), day));
console.log(
  formatDistance(day, new Date(2025, 1, 1), { addSuffix: true }),
  formatDistance(0, 30_000, { includeSeconds: true, locale: de }),
);
console.log(eachWeekOfInterval({ start: day, end: new Date(2024, 3, 1) }, { weekStartsOn: 1 }));
console.log(intervalToDuration({ start: new Date(1969, 6, 20), end: day }));
console.log(
  parse('29.02.2023', 'dd.MM.yyyy', day),
  isValid(parse('29.02.2023', 'dd.MM.yyyy', day)),
  parseISO('2024-02-29T12:00:00Z'),
);
const common = createRequire(import.meta.url)('date-fns');
console.log(Object.keys(common).length, common.isLeapYear(day));
