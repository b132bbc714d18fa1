// Walks through the pages with a real browser, as people do: in English, Japanese and Korean, on a phone, on paper, without scripts.
// It starts nothing itself. Usage: node run.mjs BASE_URL FACTS.json ARTEFACTS_DIRECTORY
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { audit, check, end, expect, fits, open, picture } from './browser.mjs';
import { lists } from './lists.mjs';

const [base, factsFile, artefacts] = process.argv.slice(2);
const facts = JSON.parse(readFileSync(factsFile, 'utf8'));
mkdirSync(artefacts, { recursive: true });

// What each language calls the things that the walk touches.
const languages = {
  en: { search: 'Search', invented: 'the people in this register are invented', nothing: 'There is nothing here' },
  ja: { search: '検索', invented: 'すべて架空の人物です', nothing: 'ここには何もありません' },
  ko: { search: '검색', invented: '모두 지어낸 인물입니다', nothing: '여기에는 아무것도 없습니다' },
};

const text = (page) => page.locator('body').innerText();

async function signIn(page, language, user = facts.user) {
  await page.goto(`${base}/sign-in`);
  await page.locator(`.tongues button[value="${language}"]`).click();
  await page.fill('#name', user);
  await page.fill('#password', facts.password);
  await page.locator('main button').click();
  await page.waitForURL(`${base}/`);
}

const shot = picture(artefacts);

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
  await page.locator('.find button').click();
  const hit = page.locator('.hits > li').first();
  expect((await hit.innerText()).includes(facts.han), `the first hit is not ${facts.han}: ${await hit.innerText()}`);
  await shot(page, `found-${language}`);
  await audit(page, 'search');
  await because(page, 'search');
  await hit.locator('a').click();
  await page.waitForURL(/\/people\//);
  const names = await page.locator('.names').innerText();
  expect(names.includes(facts.han) && names.includes(facts.hangul), `both scripts must stand side by side: ${names}`);
}

// A family sheet is printed for somebody: nothing without a recipient; then a copy with a number, whose file says whose it is, that the
// people are invented, and nothing that was not released. Read back as text, as whoever gets the paper could.
async function printSheet(page, language, scripts) {
  const person = page.url();
  await page.locator('a.button[href$="/sheet"]').click();
  if (scripts) await audit(page, 'sheet form');
  await page.fill('#recipient', `Sister <b>, ${facts.place}`);
  await page.fill('#purpose', 'a meeting');
  await page.fill('#destroy', '1999-01-01');
  await page.locator('main form button').click();
  expect(await page.locator('.faults').isVisible(), 'a day that is over was taken');
  expect((await page.inputValue('#recipient')).startsWith('Sister'), 'what was typed is lost');
  if (scripts) await audit(page, 'sheet form with a fault');
  await page.fill('#destroy', '2099-12-31');
  await page.selectOption('#tongue', language);
  await page.locator('main form button').click();
  await page.waitForURL(/papers/);
  if (scripts) await audit(page, 'paper');
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
  await page.locator('.keep button').click();
  await page.waitForURL(/sailing=17/);
  await page.locator('.kept button').first().click();
  await page.waitForURL(`${base}/search`);
  await page.goto(person);
}

// Two persons are joined after a look at what comes of it, and parted again; a reason is asked for.
async function joinAndPart(page, language, scripts) {
  const person = page.url();
  const mentions = async () => page.locator('.joinings tr').count();
  const before = await mentions();
  await page.locator('a[href$="/merge"]').click();
  if (scripts) await audit(page, 'merge, whom');
  await page.fill('#who', facts.pass);
  await page.locator('main form button').click();
  if (scripts) await audit(page, 'merge, found');
  await page.locator('main tbody a').first().click();
  if (scripts) await audit(page, 'merge, what comes of it');
  await fits(page, 'merge');
  await shot(page, `merge-${language}`);
  await page.locator('.decide button').click();
  if (!scripts || (await page.locator('#reason:invalid').count()) > 0) await page.fill('#reason', 'the same birthday and school');
  await page.locator('.decide button').click();
  await page.waitForURL(/merge\?done=/);
  if (scripts) await audit(page, 'merge, done');
  const undo = page.url();
  await page.goto(person);
  expect((await mentions()) > before, `nothing was joined: ${before} mentions, and now ${await mentions()}`);
  await page.goto(undo);
  await page.locator('.notice button').click();
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
  const waiting = async () => Number((await page.locator('.crumb').innerText()).replace(/[^0-9]/g, ''));
  await page.goto(`${base}/review`);
  const before = await waiting();
  expect(before > 1, `${before} pairs wait`);
  const first = await page.locator('input[name="seen"]').inputValue();
  if (scripts) await page.keyboard.press('d');
  else await page.locator('button[value="different"]').click();
  await page.waitForURL(/done=/);
  expect((await waiting()) === before - 1, `${before} pairs waited, and now ${await waiting()}`);
  expect((await page.locator('input[name="seen"]').inputValue()) !== first, 'the same pair came again');
  if (scripts) await page.keyboard.press('z');
  else await page.locator('[data-key="z"]').click();
  await page.waitForURL(`${base}/review`);
  expect((await waiting()) === before, 'the decision was not taken back');
}

// All mentions are compared again, from the page where their proposals are decided.
async function linkAgain(page, language, scripts) {
  await page.goto(`${base}/review`);
  await page.locator('form[action="/link"] button').click();
  await page.waitForURL(/work\/[0-9A-Z]+$/);
  for (let i = 0; i < 60 && (await page.locator('.verdict').count()) === 0; i += 1) {
    const again = page.locator('#progress a');
    if (!scripts && (await again.count()) > 0) await again.click().catch(() => {});
    else await page.waitForTimeout(250);
  }
  await page.waitForSelector('.verdict');
  if (scripts) await shot(page, `linked-${language}`);
  await page.locator('main a.button').click();
  await page.waitForURL(`${base}/review`);
}

// Writing a reason must not decide anything.
async function keysRestWhileWriting(page) {
  await page.goto(`${base}/review`);
  await page.locator('#reason').pressSequentially('sad sails');
  expect(page.url() === `${base}/review`, 'a letter of the reason decided the pair');
  expect((await page.inputValue('#reason')) === 'sad sails', 'letters were lost');
}

async function walk(browser, language, scripts) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1240, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  const foreign = [];
  page.on('request', (request) => request.url().startsWith(base) || foreign.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && !/404|422/.test(message.text()) && foreign.push(message.text()));
  const name = `${language}${scripts ? '' : ', scripts off'}`;
  await check(`${name}: sign in`, () => signIn(page, language));
  await check(`${name}: a name in Hangul finds the person written in kanji`, () => (scripts ? findPerson(page, language) : findWithoutScripts(page)));
  if (!scripts) await check(`${name}: two persons are joined and parted`, () => joinAndPart(page, language, false));
  if (!scripts) await check(`${name}: a family sheet is printed`, () => printSheet(page, language, false));
  if (scripts) {
    await check(`${name}: the person page`, async () => {
      await shot(page, `person-${language}`);
      await audit(page, 'person');
      await page.locator('summary').first().click();
      expect(await page.locator('details[open] table').first().isVisible(), 'the picture has no table');
      await page.locator('summary').first().click();
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
  await check(`${name}: mentions are compared again`, () => linkAgain(page, language, scripts));
  if (scripts) await check(`${name}: keys rest while a reason is written`, () => keysRestWhileWriting(page));
  await check(`${name}: a list is handed in, corrected, taken in and undone`, () => lists(page, { base, expect, audit, fits, shot }, language, scripts));
  await check(`${name}: sign out`, async () => {
    await page.locator('.leave button').click();
    await page.waitForURL(/sign-in/);
    await page.goto(`${base}/search?q=${facts.han}`);
    expect(page.url().includes('/sign-in?next='), 'a page was shown to nobody');
    expect(!(await page.content()).includes('class="hits"'), 'people were shown to nobody');
  });
  await check(`${name}: nothing from elsewhere, no errors`, async () => expect(foreign.length === 0, foreign.join(', ')));
  await context.close();
}

async function findWithoutScripts(page) {
  await page.fill('#find', facts.hangul);
  await page.locator('.find button').click();
  await page.locator('.because summary').first().click();
  expect(await page.locator('.because li').first().isVisible(), 'no reason without scripts');
  await page.locator('.hits > li a').first().click();
  await page.waitForURL(/\/people\//);
  expect((await page.content()).includes(facts.han), 'the person was not found');
}

// A tap opens why somebody was found, why mentions are one person, and why a pair may be; in each language.
async function tapped(browser, language) {
  const context = await browser.newContext({ viewport: { width: 360, height: 720 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  await check(`phone, ${language}: a tap says why`, async () => {
    await signIn(page, language);
    const found = `/search?q=${encodeURIComponent(facts.hangul)}`;
    await page.goto(base + found);
    const person = await page.locator('.hits > li a').first().getAttribute('href');
    for (const [name, path] of Object.entries({ found, person, review: '/review' })) {
      await page.goto(base + path);
      const one = page.locator('.because').first();
      await one.locator('summary').tap();
      expect(await one.locator('li').first().isVisible(), `${name}: a tap shows nothing`);
      await fits(page, name);
      await audit(page, name);
      await one.scrollIntoViewIfNeeded();
      await shot(page, `because-${name}-${language}`);
    }
  });
  await context.close();
}

async function phone(browser) {
  const context = await browser.newContext({ viewport: { width: 360, height: 720 }, deviceScaleFactor: 2, colorScheme: 'dark' });
  const page = await context.newPage();
  await check('phone: pages fit 360 pixels, in the dark', async () => {
    await signIn(page, 'ja');
    await page.goto(`${base}/search?q=${encodeURIComponent(facts.hangul)}`);
    const person = await page.locator('.hits > li a').first().getAttribute('href');
    for (const path of ['/', '/search', `/search?q=${encodeURIComponent(facts.hangul)}`, person, `${person}/sheet`, `${person}/history`, `${person}/family`, `${person}/merge`, '/work', '/review', '/sources', '/figures', '/sailings', '/sailings/17', '/places', '/help']) {
      await page.goto(base + path);
      await fits(page, path);
      await audit(page, path);
      await shot(page, `phone-${path === person ? 'person' : path.split(/[/?]/)[1] || 'start'}${path.includes('?') ? '-found' : ''}`);
    }
  });
  await context.close();
}

async function mistakes(browser) {
  const context = await browser.newContext({ viewport: { width: 1240, height: 900 } });
  const page = await context.newPage();
  await check('sign-in: what is missing is said at its field, and what was typed is kept', async () => {
    await page.goto(`${base}/sign-in`);
    await page.locator('.tongues button[value="en"]').click();
    await page.fill('#name', 'nobody at all');
    await page.locator('main button').click();
    expect((await page.locator('.faults').innerText()).includes('password'), 'no summary');
    expect((await page.inputValue('#name')) === 'nobody at all', 'the name was lost');
    await audit(page, 'sign-in with faults');
    await page.fill('#password', 'wrong wrong wrong');
    await page.locator('main button').click();
    expect((await page.locator('.faults').innerText()).includes('do not belong together'), 'a wrong password was not refused');
    await shot(page, 'sign-in-en');
  });
  await context.close();
}

// Whoever keeps accounts grants a compartment with an end, takes it away, and finds both in an unbroken journal.
async function administration(browser, language) {
  const context = await browser.newContext({ viewport: { width: 1240, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  await check(`${language}: a compartment is granted and taken away`, async () => {
    await signIn(page, language, facts.keeper);
    await page.goto(`${base}/accounts`);
    await audit(page, 'accounts');
    await shot(page, `accounts-${language}`);
    await page.locator('main a', { hasText: facts.reader }).first().click();
    await page.selectOption('#compartment', 'health');
    await page.fill('#until', '1999-01-01');
    await page.locator('form[action$="/grant"] button').click();
    expect(await page.locator('.faults').isVisible(), 'a day that is over was taken');
    expect((await page.inputValue('#until')) === '1999-01-01', 'what was typed is lost');
    await audit(page, 'account with a fault');
    await page.fill('#until', '2099-12-31');
    await page.locator('form[action$="/grant"] button').click();
    await page.waitForURL(/accounts\/[0-9A-Z]+$/);
    expect((await page.locator('main').innerText()).includes('2099'), 'the grant is not shown');
    await shot(page, `account-${language}`);
    await page.locator('form[action$="/revoke"] button').last().click();
    expect(!(await page.locator('main').innerText()).includes('2099'), 'the grant was not taken away');
  });
  await check(`${language}: the journal tells it, unbroken`, async () => {
    await page.goto(`${base}/journal`);
    await audit(page, 'journal');
    await page.locator('main a.button').first().click();
    expect(/[0-9a-f]{64}/.test(await page.locator('main').innerText()), 'no seal was shown');
    await shot(page, `journal-${language}`);
  });
  await check(`${language}: the register is checked, backed up, and the backup brought back`, async () => {
    await page.goto(`${base}/health`);
    await audit(page, 'health');
    const ended = async (selector, what) => {
      await page.locator(selector).first().click();
      await page.waitForURL(/work\/[0-9A-Z]+$/);
      await audit(page, what);
      await page.waitForSelector('.verdict');
      await audit(page, `${what}, ended`);
      await page.locator('main a.button').click();
      await page.waitForURL(`${base}/health`);
    };
    await ended('form[action="/backups"] button', 'backup');
    const row = page.locator('main tbody tr:has(code)').first();
    const tried = async () => (await row.locator('td').last().innerText()).includes(facts.keeper);
    expect(!(await tried()), 'a backup counts as tried that nobody tried');
    await ended('form[action$="/try"] button', 'restore test');
    expect(await tried(), 'the restore test is not told');
    await ended('form[action="/health/check"] button', 'check');
    expect((await page.locator('main .facts td').first().innerText()).includes(facts.keeper), 'the check is not told');
    await shot(page, `health-${language}`);
    await page.goto(`${base}/work`);
    expect((await page.locator('main tbody tr').count()) >= 3, 'what was done is not listed');
    await audit(page, 'work');
    await shot(page, `work-${language}`);
  });
  await check(`${language}: a password is changed only by whoever knows it`, async () => {
    await page.goto(`${base}/password`);
    await page.fill('#old', 'not this one');
    await page.fill('#password', 'nine blue herons stand');
    await page.fill('#again', 'nine blue herons stand');
    await page.locator('main button').click();
    expect(await page.locator('.faults').isVisible(), 'a wrong password was taken');
    await audit(page, 'password with a fault');
  });
  await check(`${language}: who may not keep accounts finds no such pages`, async () => {
    await page.locator('.leave button').click();
    await signIn(page, language);
    for (const path of ['/accounts', '/health', '/journal']) {
      const answer = await page.goto(base + path);
      expect(answer.status() === 404, `${path} answers ${answer.status()}`);
    }
  });
  await context.close();
}

// One decision waits for somebody else's opinion: seen in each language without what was decided, answered once, and told where it differs.
async function secondOpinion(browser) {
  const context = await browser.newContext({ viewport: { width: 1240, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  await check('a second opinion is given blind', async () => {
    for (const language of Object.keys(languages)) {
      await signIn(page, language, facts.second);
      await page.goto(`${base}/review`);
      await page.locator('main a[href="/review/second"]').click();
      expect((await page.locator('main a[href^="/people/"]').count()) === 0, 'the pages of the persons tell what was decided');
      expect((await page.locator('input[name="seen"]').inputValue()) === '', 'the decision can be found');
      expect((await page.locator('.pair tbody tr').count()) >= 5, 'a pair nobody proposed is shown by its names alone');
      await audit(page, 'second opinion');
      await shot(page, `second-${language}`);
      if (language !== 'ko') await page.locator('.leave button').click();
    }
    const left = await page.locator('input[name="left"]').inputValue();
    await page.keyboard.press('s');
    await page.waitForURL(/given=1/);
    await audit(page, 'second opinion, given');
    expect((await page.locator(`main a[href*="${left}"]`).count()) === 1, 'where two differ is not told');
    expect((await page.locator('input[name="left"]').count()) === 0, 'the same decision waits again');
    await shot(page, 'second-given');
  });
  await context.close();
}

const browser = await open();
for (const language of Object.keys(languages)) await walk(browser, language, true);
await walk(browser, 'ko', false);
for (const language of Object.keys(languages)) await administration(browser, language);
await secondOpinion(browser);
await phone(browser);
for (const language of Object.keys(languages)) await tapped(browser, language);
await mistakes(browser);
await browser.close();
end();
