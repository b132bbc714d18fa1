// The desk as a tracing officer and an archivist use it all day, once with scripts and once without, in one language.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { audit, check, ended, expect, fits, newPage, press } from './browser.mjs';
import { lists } from './lists.mjs';
import { artefacts, base, enter, facts, languages, shot, text } from './world.mjs';

// The reasons behind a comparison: shown while a pointer rests on it, opened by a key and by a tap.
async function because(page, where) {
  const one = page.locator('.because').first();
  const reasons = one.locator('li').first();
  const shown = async (how) => expect(await reasons.evaluate((line) => line.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true })), `${where}: no reason ${how}`);
  const hidden = async (how) => expect(!(await reasons.evaluate((line) => line.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))), `${where}: a reason ${how}`);
  await page.mouse.move(0, 0);
  await hidden('before anybody asked');
  await one.locator('summary').hover();
  await shown('under a pointer');
  await page.mouse.move(0, 0);
  await one.locator('summary').focus();
  await page.keyboard.press('Enter');
  await shown('by a key');
  expect((await one.innerText()).trim().split('\n').length > 1, `${where}: a reason without words`);
  await page.keyboard.press('Enter');
}

async function findPerson(page, language) {
  await page.fill('#find', `${facts.hangul} ${facts.born}`);
  await press(page.locator('.find button'));
  const hit = page.locator('.hits > li').first();
  expect((await hit.innerText()).includes(facts.han), `the first hit is not ${facts.han}: ${await hit.innerText()}`);
  await shot(page, `found-${language}`);
  await audit(page, 'search');
  await because(page, 'search');
  await press(hit.locator('a'));
  await page.waitForURL(/\/people\//);
  const names = await page.locator('.names').innerText();
  expect(names.includes(facts.han) && names.includes(facts.hangul), `both scripts must stand side by side: ${names}`);
}

// A family sheet is printed for somebody: nothing without a recipient; then a copy with a number, whose file says whose it is, that the
// people are invented, and nothing that was not released. Read back as text, as whoever gets the paper could.
async function printSheet(page, language, scripts) {
  const person = page.url();
  await press(page.locator('a.button[href$="/sheet"]'));
  await audit(page, 'sheet form');
  await page.fill('#recipient', `Sister <b>, ${facts.place}`);
  await page.fill('#purpose', 'a meeting');
  await page.fill('#destroy', '1999-01-01');
  await press(page.locator('main form button'));
  expect(await page.locator('.faults').isVisible(), 'a day that is over was taken');
  expect((await page.inputValue('#recipient')).startsWith('Sister'), 'what was typed is lost');
  await audit(page, 'sheet form with a fault');
  await page.fill('#destroy', '2099-12-31');
  await page.selectOption('#tongue', language);
  await press(page.locator('main form button'));
  await page.waitForURL(/papers/);
  await audit(page, 'paper');
  const number = (await page.locator('h1 .verbatim').innerText()).trim();
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('main a.button').click()]);
  const path = join(artefacts, `family-sheet-${language}${scripts ? '' : '-no-scripts'}.pdf`);
  await file.saveAs(path);
  expect(statSync(path).size < 200000, `the file has ${statSync(path).size} bytes: whole fonts went into it`);
  const said = execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8' });
  for (const words of [facts.han, facts.hangul, number, 'Sister <b>', languages[language].invented])
    expect(said.includes(words), `the sheet does not say ${words}:\n${said}`);
  for (const words of ['慶尚南道', '第4000']) expect(!said.includes(words), `the sheet says ${words}`);
  await page.goto(person);
  expect((await page.locator('.papers').innerText()).includes(number), 'the copy is not on the page of the person');
}

// What was done, the tree, the filters and a kept search.
async function furtherPages(page, language) {
  const person = page.url();
  for (const part of ['history', 'family']) {
    await page.goto(`${person}/${part}`);
    expect((await text(page)).includes(facts.han), `${part} does not say whose it is`);
    await audit(page, part);
    await shot(page, `${part}-${language}`);
  }
  expect((await page.locator('svg.tree a').count()) > 1, 'nobody stands in the tree');
  await page.goto(`${base}/search?q=&sailing=17&linked=yes`);
  expect((await page.locator('.hits > li').count()) > 0, 'nobody of sailing 17');
  await audit(page, 'filters');
  await page.fill('#keep-name', 'seventeen');
  await press(page.locator('.keep button'));
  await page.waitForURL(/sailing=17/);
  await press(page.locator('.kept button').first());
  await page.waitForURL(`${base}/search`);
  await page.goto(person);
}

// Two persons are joined after a look at what comes of it, and parted again; a reason is asked for.
async function joinAndPart(page, language, scripts) {
  const person = page.url();
  const mentions = async () => page.locator('.joinings tr').count();
  const before = await mentions();
  await press(page.locator('a[href$="/merge"]'));
  await audit(page, 'merge, whom');
  await page.fill('#who', facts.pass);
  await press(page.locator('main form button'));
  await audit(page, 'merge, found');
  await press(page.locator('main tbody a').first());
  await audit(page, 'merge, what comes of it');
  await fits(page, 'merge');
  await shot(page, `merge-${language}`);
  await press(page.locator('.decide button'));
  if (!scripts || (await page.locator('#reason:invalid').count()) > 0) await page.fill('#reason', 'the same birthday and school');
  await press(page.locator('.decide button'));
  await page.waitForURL(/merge\?done=/);
  await audit(page, 'merge, done');
  const undo = page.url();
  await page.goto(person);
  expect((await mentions()) > before, `nothing was joined: ${before} mentions, and now ${await mentions()}`);
  await page.goto(undo);
  await press(page.locator('.notice button'));
  await page.waitForURL(/people\/[0-9A-Z]+$/);
  expect((await mentions()) === before, 'the joining was not taken back');
  await page.goto(person);
}

// Every page that the head and the texts lead to, once.
async function everyPage(page, language) {
  const seen = new Set();
  const waiting = ['/', '/search', '/review', '/sources', '/help'];
  while (waiting.length > 0 && seen.size < 12) {
    const path = waiting.shift();
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await page.goto(base + path);
    expect(answer.status() === 200, `${path} answers ${answer.status()}`);
    expect((await text(page)).includes(languages[language].invented), `${path} does not say that its people are invented`);
    expect((await page.locator('html').getAttribute('lang')) === language, `${path} is not in ${language}`);
    await audit(page, path);
    const links = await page.locator('main a[href^="/sources/"], main a[href^="/batches/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    waiting.push(...links.filter((link) => !link.includes('.csv') && !link.includes('/original')).slice(0, 3));
    await shot(page, `${path.split('/')[1] || 'start'}${path.split('/')[2] ? '-one' : ''}-${language}`);
  }
}

// Pairs are decided by one key, and taken back by one; without scripts by the same buttons.
async function review(page, scripts) {
  const waiting = async () => Number((await page.locator('.crumb .waits').innerText()).replace(/[^0-9]/g, ''));
  await page.goto(`${base}/review`);
  const before = await waiting();
  expect(before > 1, `${before} pairs wait`);
  const first = await page.locator('input[name="seen"]').inputValue();
  if (scripts) await page.keyboard.press('d');
  else await press(page.locator('button[value="different"]'));
  await page.waitForURL(/done=/);
  expect((await waiting()) === before - 1, `${before} pairs waited, and now ${await waiting()}`);
  expect((await page.locator('input[name="seen"]').inputValue()) !== first, 'the same pair came again');
  if (scripts) await page.keyboard.press('z');
  else await press(page.locator('[data-key="z"]'));
  await page.waitForURL(`${base}/review`);
  expect((await waiting()) === before, 'the decision was not taken back');
}

// All mentions are compared again, from the page where their proposals are decided; a second time there is nothing to compare.
async function linkAgain(page, language) {
  const compare = async () => {
    await page.goto(`${base}/review`);
    await press(page.locator('form[action="/link"] button'));
    await page.waitForURL(/work\/[0-9A-Z]+$/);
    await ended(page, '.verdict', 'comparing never ends');
    return page.locator('.verdict').innerText();
  };
  await compare();
  await shot(page, `linked-${language}`);
  await press(page.locator('main a.button'));
  await page.waitForURL(`${base}/review`);
  const again = await compare();
  expect(again.includes(languages[language].stood), `a run that compared nothing says: ${again}`);
}

// Writing a reason must not decide anything.
async function keysRestWhileWriting(page) {
  await page.goto(`${base}/review`);
  await page.locator('#reason').pressSequentially('sad sails');
  expect(page.url() === `${base}/review`, 'a letter of the reason decided the pair');
  expect((await page.inputValue('#reason')) === 'sad sails', 'letters were lost');
}

export async function desk(browser, language, scripts) {
  const page = await newPage(browser, { scripts });
  const foreign = [];
  page.on('request', (request) => request.url().startsWith(base) || foreign.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && !/404|422/.test(message.text()) && foreign.push(message.text()));
  const name = `${language}${scripts ? '' : ', scripts off'}`;
  await check(`${name}: sign in`, () => enter(page, language));
  await check(`${name}: a name in Hangul finds the person written in kanji`, () => (scripts ? findPerson(page, language) : findWithoutScripts(page)));
  if (!scripts) await check(`${name}: two persons are joined and parted`, () => joinAndPart(page, language, false));
  if (!scripts) await check(`${name}: a family sheet is printed`, () => printSheet(page, language, false));
  if (scripts) {
    await check(`${name}: the person page`, async () => {
      await shot(page, `person-${language}`);
      await audit(page, 'person');
      await press(page.locator('summary').first());
      expect(await page.locator('details[open] table').first().isVisible(), 'the picture has no table');
      await press(page.locator('summary').first());
      await because(page, 'person');
      await page.pdf({ path: join(artefacts, `person-${language}.pdf`), format: 'A4' });
    });
    await check(`${name}: paper says that the people are invented, and leaves out what can hurt`, async () => {
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator(".demo").isVisible(), "the banner is missing on paper");
      expect(await page.locator("tr.unprinted").count() > 0, "nothing is marked");
      expect(!(await page.locator("tr.unprinted").first().isVisible()), "the registered seat stands on paper");
      await page.emulateMedia({ media: 'screen' });
    });
    await check(`${name}: two persons are joined and parted`, () => joinAndPart(page, language, true));
    await check(`${name}: history, tree, filters, a kept search`, () => furtherPages(page, language));
    await check(`${name}: a family sheet is printed`, () => printSheet(page, language, true));
    await check(`${name}: every page`, () => everyPage(page, language));
    await check(`${name}: what is not there`, async () => {
      const answer = await page.goto(`${base}/people/7777777777777777777777777`);
      expect(answer.status() === 404 && (await text(page)).includes(languages[language].nothing), 'no 404 page');
      await audit(page, 'not found');
    });
  }
  await check(`${name}: a pair is decided and taken back`, () => review(page, scripts));
  await check(`${name}: mentions are compared again`, () => linkAgain(page, language));
  if (scripts) await check(`${name}: keys rest while a reason is written`, () => keysRestWhileWriting(page));
  await check(`${name}: a list is handed in, corrected, taken in and undone`, () => lists(page, { base, expect, audit, fits, shot }, language, scripts));
  await check(`${name}: sign out`, async () => {
    await press(page.locator('.leave button'));
    await page.waitForURL(/sign-in/);
    await page.goto(`${base}/search?q=${facts.han}`);
    expect(page.url().includes('/sign-in?next='), 'a page was shown to nobody');
    expect(!(await page.content()).includes('class="hits"'), 'people were shown to nobody');
  });
  await check(`${name}: nothing from elsewhere, no errors`, async () => expect(foreign.length === 0, foreign.join(', ')));
  await page.context().close();
}

async function findWithoutScripts(page) {
  await page.fill('#find', facts.hangul);
  await press(page.locator('.find button'));
  await press(page.locator('.because summary').first());
  expect(await page.locator('.because li').first().isVisible(), 'no reason without scripts');
  await press(page.locator('.hits > li a').first());
  await page.waitForURL(/\/people\//);
  expect((await page.content()).includes(facts.han), 'the person was not found');
}

