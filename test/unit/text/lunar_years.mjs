// Writes lunar_years.tsv: every lunar year as two packages that have nothing to do with ICU know it. Run by hand, for a check of our
// tables against it; the tests read only the file.
//   npm install --no-save korean-lunar-calendar@0.4.0 lunar-javascript@1.7.7
//   node test/unit/text/lunar_years.mjs > test/unit/text/lunar_years.tsv
// korean-lunar-calendar (MIT) carries the tables of the Korea Astronomy and Space Science Institute; lunar-javascript (MIT) the Chinese
// almanac after Xu Jianwei.
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const Korean = require('korean-lunar-calendar');
const { Solar } = require('lunar-javascript');

const DAY = 86400000;
const text = day => new Date(day * DAY).toISOString().slice(0, 10);

function korean(day) {
  const [year, month, date] = text(day).split('-').map(Number);
  const calendar = new (Korean.default ?? Korean)();
  calendar.setSolarDate(year, month, date);
  const lunar = calendar.getLunarCalendar();
  return { year: lunar.year, month: lunar.month, day: lunar.day, leap: lunar.intercalation };
}

function chinese(day) {
  const [year, month, date] = text(day).split('-').map(Number);
  const lunar = Solar.fromYmd(year, month, date).getLunar();
  return { year: lunar.getYear(), month: Math.abs(lunar.getMonth()), day: lunar.getDay(), leap: lunar.getMonth() < 0 };
}

function* years(almanac) {
  let year = null;
  const end = Date.UTC(2031, 1, 20) / DAY;
  for (let day = Date.UTC(1868, 0, 20) / DAY, start = null, last = null; day < end; day++) {
    const lunar = almanac(day);
    if (lunar.day === 1) {
      if (year && start !== null) year.lengths.push(day - start);
      if (lunar.month === 1 && !lunar.leap) {
        if (year) yield year;
        year = { number: lunar.year, first: day, leap: 0, lengths: [] };
      }
      if (lunar.leap && year) year.leap = lunar.month;
      start = day;
    }
    last = lunar;
  }
}

console.log('# almanac, lunar year, its first day, the month its leap month follows (0 none), days of each month. See lunar_years.mjs.');
for (const [name, almanac] of [['korean', korean], ['chinese', chinese]])
  for (const year of years(almanac))
    if (year.number >= 1868 && year.number <= 2030)
      console.log([name, year.number, text(year.first), year.leap, year.lengths.join(' ')].join('\t'));
