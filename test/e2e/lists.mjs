// A list on its way into the register, as an archivist brings it: handed in, its columns mapped, checked, ten bad rows corrected, all taken
// in and undone again. Lists are written here, in Shift_JIS.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ended, press } from './browser.mjs';

const FAMILIES = ['金', '李', '朴', '崔', '鄭'];
const GIVEN = ['英子', '順姫', '一郎', '正男', '春江', '武雄'];
const HEADER = ['番号', '世帯番号', '船次', '出港日', '氏名', '性別', '生年月日', '続柄', '住所', '備考'];
const TIES = ['世帯主', '妻', '長男', '長女'];
const BAD = 10;

// Sixty rows of invented people; every sixth has a birth in a year that Showa never had. `salt` makes the file another one.
function rows(salt) {
  return Array.from({ length: 60 }, (_, i) => {
    const n = i + 1;
    const born = n % 6 === 0 ? `S${70 + (n % 9)}.2.3` : `S${10 + (n % 20)}.${1 + (n % 12)}.${1 + (n % 28)}`;
    return [n, Math.ceil(n / 4), 17, '昭和35年6月17日', FAMILIES[n % 5] + GIVEN[n % 6], n % 2 ? '女' : '男', born, TIES[i % 4], '大阪市生野区', n === 1 ? salt : ''];
  });
}

// Node writes no Shift_JIS; Python does.
function writeList(path, table) {
  const text = table.map((row) => row.join(',')).join('\r\n');
  execFileSync('python3', ['-c', 'import sys; open(sys.argv[1], "wb").write(sys.stdin.read().encode("cp932"))', path], { input: `${text}\r\n` });
}

// A list to hand in; `salt` makes it another one.
export const writeRows = (path, salt) => writeList(path, [HEADER, ...rows(salt)]);

async function registerSource(page, { expect, audit, shot, base }, language, name) {
  await page.goto(`${base}/sources/new`);
  await page.fill('#title', `石川 ${name}`);
  await press(page.locator('main form button'));
  expect((await page.locator('.faults li').count()) >= 6, 'what is missing is not said');
  expect((await page.inputValue('#title')) === `石川 ${name}`, 'what was typed is lost');
  await press(page.locator('.faults a[href="#holder"]'));
  expect(await page.locator('#holder').evaluate((field) => field === document.activeElement), 'the summary does not lead to the field');
  await audit(page, 'source with faults');
  await shot(page, `source-form-${language}`);
  await page.selectOption('#kind', 'moj_list');
  await page.fill('#holder', '文書館');
  await page.selectOption('#reliability', 'B');
  await page.fill('#bias', 'none known');
  await page.fill('#purpose', 'a walk through the pages');
  await page.fill('#legal-basis', 'consent');
  await press(page.locator('main form button'));
  expect((await page.locator('.fault #consent').count()) === 1, 'consent without words was taken');
  await page.fill('#consent', 'invented people, who agreed to everything');
  await press(page.locator('main form button'));
  await page.waitForURL(/\/sources\/[0-9A-Z]{20,}$/);
}

export async function handIn(page, file) {
  await page.setInputFiles('#list', file);
  await press(page.locator('main form button'));
  await page.waitForURL(/\/batches\/[0-9A-Z]+\/columns$/);
}

async function mapColumns(page, { expect, audit, shot, fits }, language) {
  const meaning = (column) => page.locator(`tr:has(th:has-text("${column}")) select[name^="means-"]`);
  expect((await meaning('生年月日').inputValue()) === 'birth', 'the birth was not proposed');
  expect(/1938/.test(await page.locator('tr:has(th:has-text("出港日")) ~ tr').allInnerTexts().then((all) => all.join())), 'no day is shown as it is understood');
  expect((await page.locator('.understood .against').count()) > 0, 'no warning at the column with bad days');
  await audit(page, 'columns');
  await shot(page, `columns-${language}`);
  await meaning('備考').selectOption('nothing');
  await page.fill('#name', 'ishikawa');
  await press(page.locator('button[value="preview"]'));
  await page.waitForURL(/columns$/);
  expect((await meaning('備考').inputValue()) === 'nothing', 'what was chosen is lost');
  expect((await page.inputValue('#name')) === 'ishikawa', 'the name of the mapping is lost');
  await fits(page, 'columns');
  const yaml = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="mapping.yaml"]').click()]);
  expect(readFileSync(await yaml[0].path(), 'utf8').includes('mapping: ishikawa'), 'the mapping cannot be had');
}

// The rows that were refused, corrected in the file they came in.
async function correct(page, { expect }, folder) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="refusals.csv"]').first().click()]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.split('\r\n').length === BAD + 2, `the report has ${text.split('\r\n').length} lines`);
  const file = join(folder, 'corrected.csv');
  writeFileSync(file, text.replace(/,S7(\d)\.2\.3,/g, ',S1$1.2.3,'));
  return file;
}

async function takeIn(page, what) {
  await press(page.locator('form[action$="/commit"] button').first());
  await ended(page, 'form[action$="/undo"]', what);
}

const LARGEST = 60000; // bytes of a page

// A list of forty columns is mapped on pages that an old laptop and a bad line can bear.
async function wideList(page, { expect }, source, folder) {
  const file = join(folder, 'wide.csv');
  const more = Array.from({ length: 40 - HEADER.length }, (_, i) => `記入欄${String.fromCharCode(65 + i)}`);
  const told = more.map((column) => `${column}に書かれたこと`);
  writeList(file, [[...HEADER, ...more], ...rows('wide').map((row) => [...row, ...told])]);
  await page.goto(`${source}/import`);
  await handIn(page, file);
  await press(page.locator('button[value="propose"]'));
  const body = await (await page.goto(page.url())).body();
  expect((await page.locator('select[name^="means-"]').count()) > 0, 'the columns of a wide list cannot be chosen');
  expect(body.length < LARGEST, `the columns of a wide list take ${body.length} bytes`);
}

// `tools`: base, expect, audit, fits, shot of run.mjs. `page`: somebody signed in who may import.
export async function lists(page, tools, language, scripts) {
  const { expect, audit, shot } = tools;
  const name = `${language}${scripts ? '' : '-plain'}`;
  const folder = mkdtempSync(join(tmpdir(), 'saikai-lists-'));
  const file = join(folder, 'list.csv');
  writeRows(file, name);
  await registerSource(page, tools, language, name);
  const source = page.url();
  await press(page.locator('a[href$="/import"]'));
  await audit(page, 'file');
  await press(page.locator('main form button'));
  expect((await page.locator('.faults').count()) === 1, 'no file, and nobody says so');
  await handIn(page, file);
  await mapColumns(page, tools, language);
  await press(page.locator('button[value="check"]'));
  await ended(page, '.verdict', 'the check never ends');
  expect((await page.locator('.verdict').innerText()).includes('50'), await page.locator('.verdict').innerText());
  expect((await page.locator('main tbody tr:has(td[data-label])').count()) >= BAD, 'the refused rows are not shown');
  await audit(page, 'check');
  await shot(page, `check-${language}`);
  const first = page.url();
  const corrected = await correct(page, tools, folder);
  await takeIn(page, 'the list is never in');
  expect((await page.locator('main form[action="/link"] button').count()) === 1, 'nothing is said of what comes after a list was taken in');
  await audit(page, 'taken in');
  await press(page.locator('a[href*="import?like="]'));
  await handIn(page, corrected);
  await press(page.locator('button[value="check"]'));
  await ended(page, '.verdict', 'the second check never ends');
  expect(!(await page.locator('.verdict').innerText()).includes('50'), 'the corrected rows are not by themselves');
  expect((await page.locator('a[href$="refusals.csv"]').count()) === 0, 'a corrected row was refused');
  const second = page.url();
  await takeIn(page, 'the corrected rows are never in');
  await page.goto(first);
  await press(page.locator('form[action$="/undo"] button'));
  expect((await page.locator('form[action$="/undo"] .amiss').count()) === 1, 'an import that another one rests on was undone');
  await shot(page, `undo-asks-${language}`);
  for (const batch of [second, first]) {
    await page.goto(batch);
    await press(page.locator('form[action$="/undo"] button').first());
    await page.goto(batch);
    expect((await page.locator('form[action$="/undo"]').count()) === 0, `${batch} was not undone`);
  }
  await wideList(page, tools, source, folder);
  await page.goto(source);
  expect((await page.locator('main tbody a[href^="/batches/"]').count()) >= 2, 'the imports left no trace');
  rmSync(folder, { recursive: true });
}
