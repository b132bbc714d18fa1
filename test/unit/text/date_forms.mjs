// Writes date_forms.tsv: dates as people write them, with the days they mean, worked out by rules that are cited in each row and by
// packages that have nothing to do with our tables. Run by hand:
//   npm install --no-save korean-lunar-calendar@0.4.0 lunar-javascript@1.7.7
//   node test/unit/text/date_forms.mjs > test/unit/text/date_forms.tsv
// Sources, by the word in the last column:
//   cldr      written by Node's Intl (CLDR) from the day
//   era       Era Name Act 1979 and the proclamations: year = first year + n - 1 (Meiji 1868, Taisho 1912, Showa 1926, Heisei 1989,
//             Reiwa 2019); checked against Intl's Japanese calendar
//   juche     decree of 8 July 1997: Juche 1 is 1912
//   dangi     law 4 of 25 September 1948: Dangi = Gregorian + 2333
//   kasi      korean-lunar-calendar: tables of the Korea Astronomy and Space Science Institute
//   shouxing  lunar-javascript: Chinese almanac after Xu Jianwei
//   edtf      ISO 8601-2:2019, Library of Congress EDTF specification (5 February 2019), its examples
//   kazoe     one at birth, one more each new year;  full  years completed (Act on Calculation of Age, 1902)
//   words     the ordinary meaning: a month's 上旬 is days 1 to 10, 中旬 11 to 20, 下旬 the rest; seasons from March, as EDTF's 21 to 24;
//             a third of a month or year for early, middle and late
//   written   the same day as another row, with signs, digits or blanks as hands and machines change them
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const Korean = require('korean-lunar-calendar');
const { Lunar } = require('lunar-javascript');

let seed = 1959;
const draw = most => (seed = (seed * 1103515245 + 12345) % 2147483648, Math.floor(seed / 65536) % most);
const pad = number => String(number).padStart(2, '0');
const iso = (year, month, day) => `${String(year).padStart(4, '0')}-${pad(month)}-${pad(day)}`;
const monthEnd = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();
const date = (first = 1890, last = 2019) => {
  const year = first + draw(last - first + 1), month = 1 + draw(12);
  return { year, month, day: 1 + draw(monthEnd(year, month)) };
};
const row = (text, first, last, source, doubt = '-') => console.log([text, first, last, doubt, source].join('\t'));
const day = (text, d, source, doubt) => row(text, iso(d.year, d.month, d.day), iso(d.year, d.month, d.day), source, doubt);
const wide = text => text.replace(/[0-9A-Z.\-/()]/g, c => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const digits = '〇一二三四五六七八九';
const han = n => n < 10 ? digits[n] : n < 20 ? '十' + (n % 10 ? digits[n % 10] : '') : digits[Math.floor(n / 10)] + '十' + (n % 10 ? digits[n % 10] : '');
const places = n => [...String(n)].map(c => digits[c]).join('');
const formal = n => [...han(n)].map(c => ({ 一: '壱', 二: '弐', 三: '参', 十: '拾' })[c] ?? c).join('');
const old = n => n >= 20 && n < 40 ? (n < 30 ? '廿' : '卅') + (n % 10 ? digits[n % 10] : '') : han(n);
const hangul = n => [...han(n)].map(c => ({ 〇: '영', 一: '일', 二: '이', 三: '삼', 四: '사', 五: '오', 六: '육', 七: '칠', 八: '팔', 九: '구', 十: '십' })[c]).join('');
const eras = [
  { name: '明治', letter: 'M', brief: '明', square: '㍾', first: 1868, from: 1873, to: 1911, hangul: '메이지', latin: 'Meiji' },
  { name: '大正', letter: 'T', brief: '大', square: '㍽', first: 1912, from: 1913, to: 1925, hangul: '다이쇼', latin: 'Taisho' },
  { name: '昭和', letter: 'S', brief: '昭', square: '㍼', first: 1926, from: 1927, to: 1988, hangul: '쇼와', latin: 'Showa' },
  { name: '平成', letter: 'H', brief: '平', square: '㍻', first: 1989, from: 1990, to: 2018, hangul: '헤이세이', latin: 'Heisei' },
  { name: '令和', letter: 'R', brief: '令', square: '㋿', first: 2019, from: 2020, to: 2024, hangul: '레이와', latin: 'Reiwa' },
];
const inEra = new Intl.DateTimeFormat('ja-u-ca-japanese', { dateStyle: 'long', timeZone: 'UTC' });
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

console.log('# written, first day, last day (".." open), a doubt that must be said ("-" none), source. See date_forms.mjs.');

// ---- Gregorian, as CLDR writes it in five languages
for (const locale of ['en-US', 'en-GB', 'ja', 'ko', 'ru'])
  for (const style of ['full', 'long', 'medium'])
    for (let i = 0; i < 3; i++) {
      const d = date();
      if (locale === 'ru' && style !== 'long') continue; // weekdays and short months of Russian are not read
      day(new Intl.DateTimeFormat(locale, { dateStyle: style, timeZone: 'UTC' }).format(new Date(Date.UTC(d.year, d.month - 1, d.day))), d, 'cldr');
    }
for (const locale of ['en', 'ja', 'ko'])
  for (let i = 0; i < 3; i++) {
    const d = date();
    row(new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(d.year, d.month - 1, 1))),
      iso(d.year, d.month, 1), iso(d.year, d.month, monthEnd(d.year, d.month)), 'cldr');
  }

// ---- Gregorian, by hand
for (const write of [d => `${d.year}-${pad(d.month)}-${pad(d.day)}`, d => `${d.year}/${d.month}/${d.day}`, d => `${d.year}.${d.month}.${d.day}`,
  d => `${d.year}. ${d.month}. ${d.day}`, d => `${d.year}${pad(d.month)}${pad(d.day)}`, d => `${d.year}・${d.month}・${d.day}`, d => `${d.year} ${d.month} ${d.day}`,
  d => `${d.year}年${d.month}月${d.day}日生`, d => `${d.year}년${d.month}월${d.day}일생`, d => `${places(d.year)}年${han(d.month)}月${han(d.day)}日`,
  d => wide(`${d.year}-${d.month}-${d.day}`), d => wide(`${d.year}`) + `年${wide(String(d.month))}月${wide(String(d.day))}日`, d => `西暦${d.year}年${d.month}月${d.day}日`,
  d => `서기 ${d.year}년 ${d.month}월 ${d.day}일`, d => `${d.day}-${months[d.month - 1].slice(0, 3)}-${d.year}`, d => `${months[d.month - 1].slice(0, 3)}. ${d.day}, ${d.year}`,
  d => `born ${d.day} ${months[d.month - 1]} ${d.year}`, d => `${months[d.month - 1].toUpperCase()} ${d.day} ${d.year}`, d => `${d.year}年 ${d.month}月 ${d.day}日 10時30分`,
  d => `${d.year}-${pad(d.month)}-${pad(d.day)} 10:30`, d => `${d.year}년 ${d.month}월 ${d.day}일 오전 3시`, d => `${d.year} 年 ${d.month} 月 ${d.day} 日`,
  d => `${d.year},${d.month},${d.day}`, d => `${d.year}. ${d.month}. ${d.day}.생`])
  for (let i = 0; i < 4; i++) {
    const d = date(1900);
    day(write(d), d, 'written');
  }
for (let i = 0; i < 8; i++) { // look-alikes
  const d = date(1910, 1919);
  day(`${d.year}`.replace('1', i % 2 ? 'l' : 'I') + `.${d.month}.${d.day}`, d, 'written', 'lookalike');
  const e = { ...date(1960, 1960), year: 1960 };
  day(`196O年${e.month}月${e.day}日`, e, 'written', 'lookalike');
}
for (let i = 0; i < 16; i++) { // day and month, or month and day
  const d = date(1930, 1984), text = `${d.month}/${d.day}/${d.year}`, sign = text.replaceAll('/', i % 2 ? '/' : '.');
  const both = d.day <= 12 && d.day !== d.month ? [iso(d.year, d.month, d.day), iso(d.year, d.day, d.month)].sort() : null;
  if (both) row(sign, both[0], both[1], 'written', 'order');
  else day(sign, d, 'written');
}

// ---- eras
for (const era of eras) {
  const writes = [
    (y, d) => `${era.name}${y}年${d.month}月${d.day}日`, (y, d) => `${era.name}${han(y)}年${han(d.month)}月${han(d.day)}日`,
    (y, d) => `${era.letter}${y}.${d.month}.${d.day}`, (y, d) => `${era.letter}${y}-${d.month}-${d.day}`, (y, d) => `${era.letter}${y}/${d.month}/${d.day}`,
    (y, d) => `${era.brief}${y}.${d.month}.${d.day}`, (y, d) => `${era.square}${y}年${d.month}月${d.day}日`, (y, d) => `${era.name}${formal(y)}年${formal(d.month)}月${formal(d.day)}日`,
    (y, d) => `${era.name}${old(y)}年${old(d.month)}月${old(d.day)}日`, (y, d) => wide(`${era.letter}${y}.${d.month}.${d.day}`),
    (y, d) => `${era.name} ${y} 年 ${d.month} 月 ${d.day} 日`, (y, d) => `${era.hangul} ${y}년 ${d.month}월 ${d.day}일`, (y, d) => `${era.name}${y}(${d.year})年${d.month}月${d.day}日`,
    (y, d) => `${d.year}年(${era.name}${y}年)${d.month}月${d.day}日`, (y, d) => `${era.letter}.${y}. ${d.month}. ${d.day}`, (y, d) => `${era.brief}${y}・${d.month}・${d.day}生`,
    (y, d) => `${d.day} ${months[d.month - 1]} ${era.latin} ${y}`, (y, d) => `${era.name}${places(y)}年${d.month}月${d.day}日`,
  ];
  for (const write of writes) {
    const d = date(era.from, era.to), y = d.year - era.first + 1;
    if (!inEra.format(new Date(Date.UTC(d.year, d.month - 1, d.day))).startsWith(`${era.name}${y}年`)) throw new Error('Intl disagrees');
    day(write(y, d), d, 'era');
  }
  const y = era.from + 3, n = y - era.first + 1;
  row(`${era.name}${n}年`, iso(y, 1, 1), iso(y, 12, 31), 'era');
  row(`${era.name}${han(n)}年頃`, iso(y, 1, 1), iso(y, 12, 31), 'era', 'about');
  row(`${era.name}${n}年3月`, iso(y, 3, 1), iso(y, 3, 31), 'era');
  row(`${era.name}${n}年度`, iso(y, 4, 1), iso(y + 1, 3, 31), 'era');
}
for (const [text, first, last, doubt] of [['昭和元年', '1926-12-25', '1926-12-31'], ['平成元年', '1989-01-08', '1989-12-31'], ['令和元年', '2019-05-01', '2019-12-31'],
  ['大正元年', '1912-07-30', '1912-12-31'], ['昭和64年', '1989-01-01', '1989-01-07'], ['平成31年', '2019-01-01', '2019-04-30'], ['H元.1.8', '1989-01-08', '1989-01-08'],
  ['昭和64年1月', '1989-01-01', '1989-01-07'], ['昭和64年2月', '1989-02-01', '1989-02-28', 'era-day'], ['令和元年5月1日', '2019-05-01', '2019-05-01'],
  ['昭和元年12月25日', '1926-12-25', '1926-12-25'], ['大正15年12月25日', '1926-12-25', '1926-12-25'], ['明治45年7月30日', '1912-07-30', '1912-07-30'],
  ['昭和30年代', '1955-01-01', '1964-12-31'], ['明治5年12月2日', '1872-12-02', '1872-12-31', 'lunar'], ['皇紀2600年', '1940-01-01', '1940-12-31']])
  row(text, first, last, 'era', doubt);

// ---- Juche and Dangi
for (const write of [(n, d) => `주체${n}년 ${d.month}월 ${d.day}일`, (n, d) => `주체${n}(${d.year})년 ${d.month}월 ${d.day}일`, (n, d) => `주체 ${n}(${d.year}). ${d.month}. ${d.day}.`,
  (n, d) => `主体${n}年${d.month}月${d.day}日`, (n, d) => `Juche ${n} (${d.year}), ${months[d.month - 1]} ${d.day}`, (n, d) => `チュチェ${n}年${d.month}月${d.day}日`])
  for (let i = 0; i < 4; i++) {
    const d = date(1912, 2019);
    day(write(d.year - 1911, d), d, 'juche');
  }
for (const n of [27, 49, 73, 100]) {
  row(`주체${n}년`, iso(1911 + n, 1, 1), iso(1911 + n, 12, 31), 'juche');
  row(`Juche ${n}`, iso(1911 + n, 1, 1), iso(1911 + n, 12, 31), 'juche');
}
for (const write of [(n, d) => `단기 ${n}년 ${d.month}월 ${d.day}일`, (n, d) => `단기${n}. ${d.month}. ${d.day}.`, (n, d) => `檀紀${n}年${d.month}月${d.day}日`,
  (n, d) => `檀紀${places(n)}年${han(d.month)}月${han(d.day)}日`, (n, d) => `檀君紀元${n}年${d.month}月${d.day}日`])
  for (let i = 0; i < 4; i++) {
    const d = date(1900, 1985);
    day(write(d.year + 2333, d), d, 'dangi');
  }

// ---- the moon
const korean = (year, month, dayOfMonth, leap) => {
  const calendar = new (Korean.default ?? Korean)();
  if (!calendar.setLunarDate(year, month, dayOfMonth, leap)) return null;
  const solar = calendar.getSolarCalendar();
  return iso(solar.year, solar.month, solar.day);
};
const chinese = (year, month, dayOfMonth, leap) => {
  try {
    const solar = Lunar.fromYmd(year, leap ? -month : month, dayOfMonth).getSolar();
    return iso(solar.getYear(), solar.getMonth(), solar.getDay());
  } catch { return null; }
};
const moon = (text, y, m, d, leap, which) => {
  const found = [which !== 'chinese' && korean(y, m, d, leap), which !== 'korean' && chinese(y, m, d, leap)].filter(x => x).sort();
  if (found.length === (which === 'both' ? 2 : 1))
    row(text, found[0], found[found.length - 1], { korean: 'kasi', chinese: 'shouxing', both: 'kasi, shouxing' }[which], found[0] !== found[found.length - 1] ? 'almanac' : '-');
};
for (const [which, write] of [['both', (y, m, d) => `음력 ${y}년 ${m}월 ${d}일`], ['both', (y, m, d) => `陰暦${y}年${m}月${d}日`], ['both', (y, m, d) => `旧暦昭和${y - 1925}年${m}月${d}日`],
  ['both', (y, m, d) => `${y}.${m}.${d}(음)`], ['both', (y, m, d) => `昭和${y - 1925}年旧${m}月${d}日`], ['both', (y, m, d) => `lunar ${d} ${months[m - 1]} ${y}`],
  ['both', (y, m, d) => `${y}년 음력 ${m}월 ${d}일생`], ['both', (y, m, d) => `단기 ${y + 2333}년 음력 ${m}월 ${d}일`], ['both', (y, m, d) => `${y}年${han(m)}月${han(d)}日(陰暦)`],
  ['both', (y, m, d) => `주체${y - 1911}년 음력 ${m}월 ${d}일`], ['both', (y, m, d) => `S${y - 1925}.${m}.${d}(旧)`], ['both', (y, m, d) => `(陰)${y}. ${m}. ${d}.`],
  ['korean', (y, m, d) => `한국 음력 ${y}년 ${m}월 ${d}일`], ['korean', (y, m, d) => `朝鮮旧暦${y}年${m}月${d}日`], ['korean', (y, m, d) => `Korean lunar ${y}-${pad(m)}-${pad(d)}`],
  ['chinese', (y, m, d) => `農暦${y}年${m}月${d}日`], ['chinese', (y, m, d) => `中国旧暦${y}年${m}月${d}日`], ['chinese', (y, m, d) => `农历${places(y)}年${han(m)}月${han(d)}`]])
  for (let i = 0; i < 5; i++) {
    const y = 1927 + draw(58), m = 1 + draw(12), d = 1 + draw(29);
    moon(write(y, m, d), y, m, d, false, which);
  }
for (const [y, m] of [[1928, 2], [1930, 6], [1933, 5], [1936, 3], [1938, 7], [1941, 6], [1944, 4], [1947, 2], [1949, 7], [1952, 5], [1955, 3], [1957, 8], [1960, 6], [1963, 4]]) {
  const d = 1 + draw(29);
  moon(`음력 ${y}년 윤${m}월 ${d}일`, y, m, d, true, 'both');
  moon(`旧暦${y}年閏${m}月${d}日`, y, m, d, true, 'both');
}
moon('1960년 추석', 1960, 8, 15, false, 'korean');
moon('1961년 설날', 1961, 1, 1, false, 'korean');
moon('음력 1940년 정월 초하루', 1940, 1, 1, false, 'both');
moon('음력 1940년 동짓달 보름', 1940, 11, 15, false, 'both');

// ---- the cycle of sixty
const cycles = [...'갑을병정무기경신임계'].map((stem, i) => [stem, '甲乙丙丁戊己庚辛壬癸'[i]]), animals = [...'자축인묘진사오미신유술해'].map((a, i) => [a, '子丑寅卯辰巳午未申酉戌亥'[i]]);
for (const y of [1908, 1924, 1938, 1940, 1950, 1960]) {
  const k = (y - 4) % 60, word = i => cycles[k % 10][i] + animals[k % 12][i];
  row(`${y}년 ${word(0)}년`, iso(y, 1, 1), iso(y, 12, 31), 'written');
  row(`昭和${y - 1925}年(${word(1)})`.replace(/昭和-?\d+年\(/, y > 1926 ? `昭和${y - 1925}年(` : `${y}年(`), iso(y, 1, 1), iso(y, 12, 31), 'era');
}

// ---- EDTF
for (const [text, first, last, doubt] of [['1985-04-12', '1985-04-12', '1985-04-12'], ['1985-04', '1985-04-01', '1985-04-30'], ['1985', '1985-01-01', '1985-12-31'],
  ['1985-04-12T23:20:30Z', '1985-04-12', '1985-04-12'], ['1964/2008', '1964-01-01', '2008-12-31'], ['2004-06/2006-08', '2004-06-01', '2006-08-31'],
  ['2004-02-01/2005-02-08', '2004-02-01', '2005-02-08'], ['2004-02-01/2005-02', '2004-02-01', '2005-02-28'], ['2005/2006-02', '2005-01-01', '2006-02-28'],
  ['2001-21', '2001-03-01', '2001-05-31', 'part'], ['2001-22', '2001-06-01', '2001-08-31', 'part'], ['2001-23', '2001-09-01', '2001-11-30', 'part'],
  ['2001-24', '2001-12-01', '2002-02-28', 'part'], ['1984?', '1984-01-01', '1984-12-31', 'uncertain'], ['2004-06~', '2004-06-01', '2004-06-30', 'about'],
  ['2004-06-11%', '2004-06-11', '2004-06-11', 'about'], ['201X', '2010-01-01', '2019-12-31'], ['20XX', '2000-01-01', '2099-12-31'], ['2004-XX', '2004-01-01', '2004-12-31'],
  ['1985-04-XX', '1985-04-01', '1985-04-30'], ['1985-XX-XX', '1985-01-01', '1985-12-31'], ['1985-04-12/..', '1985-04-12', '..'], ['1985-04/..', '1985-04-01', '..'],
  ['../1985-04-12', '..', '1985-04-12'], ['/1985', '..', '1985-12-31', 'end'], ['1985/', '1985-01-01', '..', 'end'], ['-1985', '-1985-01-01', '-1985-12-31'],
  ['1984~/2004-06', '1984-01-01', '2004-06-30', 'about'], ['1984-06-02?/2004-08-08~', '1984-06-02', '2004-08-08', 'uncertain'], ['156X-12-25', '1560-12-25', '1569-12-25', 'gaps'],
  ['1960-XX-15', '1960-01-15', '1960-12-15', 'gaps'], ['[1667,1668,1670..1672]', '1667-01-01', '1672-12-31', 'gaps'], ['[..1760-12-03]', '..', '1760-12-03'], ['{1960,1961-12}', '1960-01-01', '1961-12-31', 'gaps'],
  ['[1667,1760-12]', '1667-01-01', '1760-12-31', 'gaps'], ['{..1983-12-31,1984-10-10,1984-11-01..1984-11-05}', '..', '1984-11-05', 'gaps'], ['1XXX-12', '1000-12-01', '1999-12-31', 'gaps'],
  ['2004-06~-11', '2004-06-11', '2004-06-11', 'about'], ['2001-34', '2001-04-01', '2001-06-30'], ['2001-40', '2001-01-01', '2001-06-30']])
  row(text, first, last, 'edtf', doubt);

// ---- ages
for (const [text, first, last, source, doubt] of [['満23歳(1960年6月17日)', '1936-06-18', '1937-06-17', 'full'], ['만 23세 (1960년 6월 17일)', '1936-06-18', '1937-06-17', 'full'],
  ['数え年23(昭和35年)', '1938-01-01', '1938-12-31', 'kazoe'], ['数え二十三歳(1960年)', '1938-01-01', '1938-12-31', 'kazoe'], ['세는나이 23세 (1960년)', '1938-01-01', '1938-12-31', 'kazoe'],
  ['Korean age 23 in 1960', '1938-01-01', '1938-12-31', 'kazoe'], ['満二十三歳(昭和35年6月17日現在)', '1936-06-18', '1937-06-17', 'full'], ['1960年当時23歳', '1936-01-02', '1938-12-31', 'kazoe, full', 'counting'],
  ['23세 (1960-06-17)', '1936-06-18', '1938-12-31', 'kazoe, full', 'counting'], ['aged 23 in 1960', '1936-01-02', '1938-12-31', 'kazoe, full', 'counting']])
  row(text, first, last, source, doubt);

// ---- words
for (const [text, first, last, doubt] of [['spring 1961', '1961-03-01', '1961-05-31', 'part'], ['1960년 봄', '1960-03-01', '1960-05-31', 'part'], ['昭和35年夏', '1960-06-01', '1960-08-31', 'part'],
  ['1960年秋', '1960-09-01', '1960-11-30', 'part'], ['in the autumn of 1960', '1960-09-01', '1960-11-30', 'part'], ['winter 1960', '1960-12-01', '1961-02-28', 'part'], ['1960년 겨울', '1960-12-01', '1961-02-28', 'part'],
  ['昭和三十五年頃', '1960-01-01', '1960-12-31', 'about'], ['about 1960', '1960-01-01', '1960-12-31', 'about'], ['c. 1960', '1960-01-01', '1960-12-31', 'about'], ['1960년경', '1960-01-01', '1960-12-31', 'about'],
  ['약 1960년', '1960-01-01', '1960-12-31', 'about'], ['1960年ごろ', '1960-01-01', '1960-12-31', 'about'], ['1960년 3월 무렵', '1960-03-01', '1960-03-31', 'about'], ['1960年?', '1960-01-01', '1960-12-31', 'uncertain'],
  ['probably March 1960', '1960-03-01', '1960-03-31', 'uncertain'], ['1960年3月上旬', '1960-03-01', '1960-03-10'], ['1960年3月中旬', '1960-03-11', '1960-03-20'], ['1960年2月下旬', '1960-02-21', '1960-02-29'],
  ['1960년 3월 초순', '1960-03-01', '1960-03-10'], ['1960년 3월 중순', '1960-03-11', '1960-03-20'], ['1960년 3월 하순', '1960-03-21', '1960-03-31'], ['early 1960', '1960-01-01', '1960-04-30', 'part'],
  ['mid-1960', '1960-05-01', '1960-08-31', 'part'], ['late 1960', '1960-09-01', '1960-12-31', 'part'], ['end of March 1960', '1960-03-21', '1960-03-31', 'part'], ['1960년 3월 말', '1960-03-21', '1960-03-31', 'part'],
  ['1960年3月末', '1960-03-21', '1960-03-31', 'part'], ['beginning of April 1960', '1960-04-01', '1960-04-10', 'part'], ['1960年初頭', '1960-01-01', '1960-04-30', 'part'], ['1960年末', '1960-09-01', '1960-12-31', 'part'],
  ['1960年前半', '1960-01-01', '1960-06-30', 'part'], ['1960년 하반기', '1960-07-01', '1960-12-31', 'part'], ['1960年代', '1960-01-01', '1969-12-31'], ['1960년대', '1960-01-01', '1969-12-31'], ['1960s', '1960-01-01', '1969-12-31'],
  ['the sixties', '1960-01-01', '1969-12-31', 'century'], ['60년대', '1960-01-01', '1969-12-31', 'century'], ["the '60s", '1960-01-01', '1969-12-31', 'century'], ['20世紀', '1901-01-01', '2000-12-31'],
  ['before 1960', '..', '1959-12-31'], ['after March 1960', '1960-04-01', '..'], ['1960年以前', '..', '1960-12-31'], ['1960年以降', '1960-01-01', '..'], ['1960년 이후', '1960-01-01', '..'], ['since 1960', '1960-01-01', '..'],
  ['1959-1961', '1959-01-01', '1961-12-31'], ['1959年から1961年まで', '1959-01-01', '1961-12-31'], ['1959년부터 1961년까지', '1959-01-01', '1961-12-31'], ['1959〜1961', '1959-01-01', '1961-12-31'],
  ['from 1959 to 1961', '1959-01-01', '1961-12-31'], ['between 1959 and 1961', '1959-01-01', '1961-12-31'], ['1960年3月〜5月', '1960-03-01', '1960-05-31'], ['March to May 1960', '1960-03-01', '1960-05-31'],
  ['1960 or 1961', '1960-01-01', '1961-12-31'], ['昭和34年〜昭和36年', '1959-01-01', '1961-12-31'], ['1960年12月14日(水)', '1960-12-14', '1960-12-14'], ['1960년 12월 14일(수)', '1960-12-14', '1960-12-14'],
  ['14 December 1960 (Wed)', '1960-12-14', '1960-12-14'], ['1960年12月14日(木)', '1960-12-14', '1960-12-14', 'disagree'], ['昭和三ー年二月', '1956-02-01', '1956-02-29', 'lookalike'], ['昭和 三十 三 年 四 月 五 日', '1958-04-05', '1958-04-05'],
  ['S3O.5.2', '1955-05-02', '1955-05-02', 'lookalike'], ['1960. 1214', '1960-12-14', '1960-12-14', 'lookalike'], ['昭和33年4月末日', '1958-04-30', '1958-04-30'], ['12/1960', '1960-12-01', '1960-12-31'],
  ['천구백육십년 십이월 십사일', '1960-12-14', '1960-12-14'], ['1938年5月2日(陰暦4月3日)', '1938-05-02', '1938-05-02'], ['음력 1938년 4월 3일(양력 5월 2일)', '1938-05-02', '1938-05-02']])
  row(text, first, last, 'words', doubt);
for (const number of [3, 6, 10])
  row(`${hangul(number).replace('십', '시').replace('육', '유')}월 1960년`, iso(1960, number, 1), iso(1960, number, monthEnd(1960, number)), 'words');
