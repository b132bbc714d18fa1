// Takes a picture of every page for docs/tour.md. Usage: node tour.mjs PLAN DIRECTORY; the plan is tour.py's.
// A picture is named as its route (/people/{person}/split: people-person-split), with --WORD where a page is shown in more ways.
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, open } from './browser.mjs';
import { handIn, writeRows } from './lists.mjs';

const plan = JSON.parse(process.argv[2]);
const pictures = process.argv[3];
const { base, password } = plan;
const TALLEST = 1500;
const NEW_KEEPER = { name: 'sora', password: 'grey herons wade at noon' };

mkdirSync(pictures, { recursive: true });
for (const old of readdirSync(pictures)) rmSync(join(pictures, old));
const browser = await open();

async function picture(page, name) {
  await page.evaluate((folder) => { // where the pictures were taken is nobody's business
    for (const one of document.querySelectorAll('code')) one.textContent = one.textContent.replace(folder, '/srv/saikai');
  }, plan.folder);
  const { width, height: window } = page.viewportSize();
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.setViewportSize({ width, height }); // what stays in sight while one scrolls would lie over the middle
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.setViewportSize({ width, height: window });
}

// A window with nobody signed in.
async function window(language, more = {}) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 }, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.choose = async (at) => {
    await page.goto(`${at}/sign-in`);
    await page.locator(`.tongues button[value="${language}"]`).click();
  };
  return page;
}

async function signIn(page, at, name, secret) {
  await page.choose(at);
  await page.fill('#name', name);
  await page.fill('#password', secret);
  await page.locator('main button').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function desk(language, more) {
  const page = await window(language, more);
  await signIn(page, base, plan.people[language], password);
  page.show = async (path, name) => {
    await page.goto(base + path);
    await picture(page, name);
  };
  return page;
}

const first = (page, selector) => page.locator(selector).first().getAttribute('href');

// A person with a family: the first of the answers to a question that many fit.
async function somebody(page) {
  await page.goto(`${base}/search?q=${encodeURIComponent('金 1938')}`);
  const found = await page.locator('.hits > li a[href^="/people/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  for (const person of found) {
    await page.goto(`${base}${person}/family`);
    if ((await page.locator('svg.tree').count()) > 0) return person;
  }
  throw new Error('nobody of those found has a family');
}

async function searching() {
  const page = await desk('ja');
  await page.show('/', 'start');
  await page.show(`/search?q=${encodeURIComponent('김영자')}`, 'search');
  const person = await somebody(page);
  await page.show(person, 'people-person');
  await page.show(`${person}/family`, 'people-person-family');
  await page.show(`${person}/history`, 'people-person-history');
  await page.show(`${person}/split`, 'people-person-split');
  await page.goto(`${base}${person}/merge`);
  await page.fill('main form.in-row input', '金 1938');
  await page.locator('main form.in-row button').click();
  await page.goto(base + (await first(page, 'main tbody a')));
  await picture(page, 'people-person-merge');
  await page.show(`${person}/sheet`, 'people-person-sheet');
  await page.fill('#recipient', '赤十字 追跡係');
  await page.fill('#purpose', '面会の準備');
  await page.fill('#destroy', '2099-12-31');
  await page.locator('main form button').last().click();
  await page.waitForURL(/\/papers\//);
  await picture(page, 'papers-paper');
  for (const [word, language, more] of [['korean', 'ko', {}], ['english', 'en', {}], ['dark', 'ja', { colorScheme: 'dark' }],
    ['phone', 'ko', { viewport: { width: 360, height: 720 } }]]) {
    await (await desk(language, more)).show(person, `people-person--${word}`);
  }
  await page.goto(base + person);
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 794, height: 1123 });
  await picture(page, 'people-person--print');
}

// Ten decisions in a row: one of them waits for the opinion of somebody else.
async function decideTen() {
  const page = await desk('ja');
  for (let i = 0; i < 10; i += 1) {
    await page.goto(`${base}/review`);
    await page.fill('#reason', '生年月日と家族が同じ');
    await page.locator('.decide button[value="same"]').click();
    await page.waitForURL(/done=/);
  }
}

// Two persons that the program proposes to be one are joined where they stand, and parted again.
async function joinPersons(page) {
  await page.goto(`${base}/review`);
  const [one, other] = [...new Set(await page.locator('.pair a.name').evaluateAll((all) => all.map((name) => name.getAttribute('href'))))];
  await page.goto(`${base}${one}/merge?with=${other.split('/')[2]}`);
  await page.fill('#reason', '생년월일과 가족이 같음');
  await page.locator('.decide button').click();
  await page.waitForURL(/done=/);
  await picture(page, 'people-person-merge--done');
  await page.locator('main form button').click();
}

async function reviewing() {
  await decideTen();
  const page = await desk('ko');
  await page.show('/review', 'review');
  await joinPersons(page);
  await page.goto(base + (await somebody(page)));
  await page.show(await first(page, 'a[href^="/pairs/"]'), 'pairs-left-right');
  await page.show('/review/second', 'review-second');
  if ((await page.locator('.pair').count()) === 0) throw new Error('no decision waits for a second opinion');
  await page.locator('.decide button[value="different"]').click();
  await page.waitForURL(/given=/);
  await picture(page, 'review-second--given');
  await (await desk('en', { viewport: { width: 360, height: 720 } })).show('/review', 'review--phone');
}

async function bringing() {
  const page = await desk('ja');
  await page.show('/sources', 'sources');
  await page.show('/sources/new', 'sources-new');
  await page.goto(`${base}/sources`);
  const source = await first(page, 'main a[href^="/sources/"]:not([href="/sources/new"])');
  await page.show(source, 'sources-source');
  await page.show(`${source}/households`, 'sources-source-households');
  await page.show(`${source}/import`, 'sources-source-import');
  const list = join(plan.folder, 'list.csv');
  writeRows(list, 'tour');
  await handIn(page, list);
  await picture(page, 'batches-batch-columns');
  await page.locator('button[value="check"]').click();
  await page.waitForSelector('form[action$="/commit"]');
  await picture(page, 'batches-batch');
}

async function browsing() {
  const page = await desk('en');
  await page.show('/figures', 'figures');
  await page.show('/figures?exact=1', 'figures--exact');
  await page.show('/sailings', 'sailings');
  await page.show(await first(page, 'main a[href^="/sailings/"]'), 'sailings-sailing');
  await page.show('/places', 'places');
  await page.show('/help', 'help');
  await page.show('/sign-ins', 'sign-ins');
  await page.show('/password', 'password');
}

async function keeping() {
  const page = await window('en');
  await signIn(page, base, plan.keeper, password);
  await page.goto(`${base}/health`);
  await page.locator('form[action="/backups"] button').click();
  await page.waitForURL(/\/work\//);
  const trial = page.locator('main tbody form button').first();
  for (let i = 0; i < 40 && (await trial.count()) === 0; i += 1) {
    await page.waitForTimeout(500);
    await page.goto(`${base}/health`);
  }
  await trial.click();
  await page.waitForURL(/\/work\//);
  await picture(page, 'work-job');
  for (const [path, name] of [['/work', 'work'], ['/health', 'health'], ['/accounts', 'accounts'], ['/journal', 'journal']]) {
    await page.goto(base + path);
    await picture(page, name);
  }
  await page.goto(`${base}/accounts`);
  await page.goto(base + (await first(page, 'main a[href^="/accounts/"]')));
  await picture(page, 'accounts-account');
}

async function entering() {
  const page = await window('en');
  await page.goto(plan.new);
  await picture(page, 'first-run');
  await page.fill('#code', plan.code);
  await page.fill('#name', NEW_KEEPER.name);
  await page.fill('#password', NEW_KEEPER.password);
  await page.fill('#again', NEW_KEEPER.password);
  await page.locator('main button').click();
  await page.locator('form[action="/second-factor/begin"] button').click();
  const key = await page.locator('.key-text').innerText();
  await picture(page, 'second-factor');
  await page.fill('#code', codeOf(key, Date.now()));
  await page.locator('form[action="/second-factor/confirm"] button').click();
  await picture(page, 'second-factor--codes');
  await page.goto(`${plan.new}/first-steps`);
  await picture(page, 'first-steps');
  const again = await window('ko');
  await again.choose(plan.new);
  await picture(again, 'sign-in');
  await again.fill('#name', NEW_KEEPER.name);
  await again.fill('#password', NEW_KEEPER.password);
  await again.locator('main button').click();
  await again.waitForURL(/sign-in\/code/);
  await picture(again, 'sign-in-code');
}

for (const part of [entering, searching, reviewing, bringing, browsing, keeping]) {
  console.log(part.name);
  await part();
}
await browser.close();
