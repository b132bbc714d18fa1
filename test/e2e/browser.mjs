// What the walks through the pages share: checks that are counted, and what every page has to hold.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let passed = 0;
let failed = 0;

export async function check(title, body) {
  const begun = Date.now();
  try {
    await body();
    passed += 1;
    console.log(`ok    ${title} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${title}\n      ${String(error.message).split('\n').slice(0, 12).join('\n      ')}`);
  }
}

export function expect(truth, message) {
  if (!truth) throw new Error(message);
}

export const open = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const LARGEST = 60000; // bytes of a page, without what it is drawn with
const sizes = new WeakMap(); // of the page that stands in a window
const still = new WeakSet(); // pages whose scripts are off: no tool runs in them, and no picture is taken a second time

// A window of its own, with nobody signed in; `more`: what Playwright's newContext takes.
export async function newPage(browser, { scripts = true, ...more } = {}) {
  const context = await browser.newContext({ javaScriptEnabled: scripts, viewport: { width: 1240, height: 900 }, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  page.on('response', (answer) => answer.request().isNavigationRequest() && answer.body().then((body) => sizes.set(page, body.length), () => {}));
  if (!scripts) still.add(page);
  return page;
}

// Clicks what leads to a page, and waits until all of the page is there: counting what stands on a page waits for nothing.
export async function press(locator) {
  await locator.click();
  await locator.page().waitForLoadState('domcontentloaded');
}

export async function signIn(page, base, language, name, password) {
  await page.goto(`${base}/sign-in`);
  await press(page.locator(`.tongues button[value="${language}"]`));
  await page.fill('#name', name);
  await page.fill('#password', password);
  await press(page.locator('main button'));
  await page.waitForURL(`${base}/`);
}

const LONGEST = 120000; // milliseconds that long work may take on a busy machine

// Long work ends by itself where scripts look again; without them the page has a link, which a person would press.
export async function ended(page, selector, what) {
  const until = Date.now() + LONGEST;
  while ((await page.locator(selector).count()) === 0 && Date.now() < until) {
    await page.waitForTimeout(250);
    if (!still.has(page)) continue;
    const again = page.locator('#progress a');
    if ((await again.count()) > 0) await press(again).catch(() => {});
    else await page.reload();
  }
  const seen = () => page.locator('main').innerText();
  expect((await page.locator(selector).count()) > 0, `${what}: ${page.url()}: ${(await seen()).slice(0, 300)}`);
}

// Rules of WCAG 2.2 AA. The tool itself is a script, so it needs a way past our own policy: it is run in the page's world by the
// browser's debugging protocol, which the policy does not concern.
export async function audit(page, name) {
  if (still.has(page)) return;
  await page.evaluate(axe);
  const result = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  const found = result.violations.map((v) => `${v.id}: ${v.nodes.length} x ${v.nodes[0].html.slice(0, 120)}`);
  expect(found.length === 0, `${name}: ${found.join('; ')}`);
  expect((sizes.get(page) ?? 0) < LARGEST, `${name} has ${sizes.get(page)} bytes`);
  const mute = await page.evaluate(unmarked);
  expect(mute.length === 0, `${name}: not marked as of their language: ${mute.join('; ')}`);
}

// Texts whose letters are not of the language that they are marked with: their own element's, or one around it. WCAG 3.1.2.
function unmarked() {
  const letters = { ko: /\p{sc=Hangul}/u, ja: /\p{sc=Hiragana}|\p{sc=Katakana}|\p{sc=Han}/u };
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walk.nextNode()) {
    const around = walk.currentNode.parentElement;
    if (around.localName === 'textarea') continue; // no mark can stand in it
    const lang = around.closest('[lang]').getAttribute('lang');
    if (Object.entries(letters).some(([of, some]) => of !== lang && some.test(walk.currentNode.data))) found.push(around.outerHTML.slice(0, 160));
  }
  return found.slice(0, 5);
}

// No page may be wider than its window; what sticks out is named.
export async function fits(page, name) {
  const [over, wide] = await page.evaluate(() => {
    const reaching = [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest('.picture, .wide'));
    return [document.documentElement.scrollWidth - window.innerWidth, reaching.slice(-2).map((one) => one.outerHTML.slice(0, 160))];
  });
  expect(over <= 0, `${name} is ${over} pixels wider than the window: ${wide.join(' and ')}`);
}

export const picture = (artefacts) => async (page, name) => {
  if (!still.has(page)) await page.screenshot({ path: join(artefacts, `${name}.png`), fullPage: true });
};

// What an authenticator app shows for a key: RFC 6238, written again from its text so that it can disagree with ours.
export function codeOf(key, moment) {
  const bits = [...key.replace(/\s/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(moment / 30000)));
  const hash = createHmac('sha1', bytes).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

export function end() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
