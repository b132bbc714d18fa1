// From the first page of a new register to a second factor, as the first administrator and the first reader walk it.
// Usage: node entering.mjs PLAN ARTEFACTS_DIRECTORY; the plan is entering.py's.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { audit, check, codeOf, end, expect, fits, open, picture, press } from './browser.mjs';

const plan = JSON.parse(process.argv[2]);
const artefacts = process.argv[3];
const shot = picture(artefacts);
mkdirSync(artefacts, { recursive: true });

const KEEPER = { name: 'sora', password: 'grey herons wade at noon' };
const READER = { name: 'jun', password: 'plum rain over the pier' };

async function look(page, name, { language, scripts }) {
  if (!scripts) return;
  await audit(page, name);
  await shot(page, `${name}-${language}`);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 720 });
  await fits(page, name);
  if (language === 'ja') await shot(page, `${name}-${language}-phone`);
  await page.setViewportSize(size);
}

async function firstRun(page, walk) {
  const { base, code, language } = walk;
  for (const path of ['/', '/sign-in', '/sign-in/code', '/search?q=x', '/accounts', '/second-factor', '/help', '/first-steps']) {
    await page.goto(base + path);
    expect(page.url() === `${base}/first-run`, `${path} answers before there is an account`);
  }
  await press(page.locator(`.tongues button[value="${language}"]`));
  await look(page, 'first-run', walk);
  const fill = async (typed, again) => {
    await page.fill('#code', typed);
    await page.fill('#name', KEEPER.name);
    await page.fill('#password', KEEPER.password);
    await page.fill('#again', again);
    await press(page.locator('main button'));
  };
  await fill('0000-0000', KEEPER.password);
  expect(await page.locator('.faults').isVisible(), 'a wrong code was taken');
  expect((await page.inputValue('#name')) === KEEPER.name, 'the name was lost');
  await fill(code, 'something else');
  expect(await page.locator('.faults').isVisible(), 'two different passwords were taken');
  await look(page, 'first-run-fault', walk);
  await fill(code.toLowerCase().replace('-', ''), KEEPER.password);
  await page.waitForURL(`${base}/second-factor`);
}

// The device; the codes for its loss.
async function pair(page, walk, name) {
  await press(page.locator('form[action="/second-factor/begin"] button'));
  const key = await page.locator('.key-text').innerText();
  expect(await page.locator('svg.qr').isVisible(), 'no picture to read');
  await look(page, `pairing${name}`, walk);
  await page.fill('#code', '000000');
  await press(page.locator('form[action="/second-factor/confirm"] button'));
  expect(await page.locator('.faults').isVisible(), 'a wrong code was taken');
  expect((await page.locator('.key-text').innerText()) === key, 'the key changed under the reader');
  await page.fill('#code', codeOf(key, Date.now()));
  await press(page.locator('form[action="/second-factor/confirm"] button'));
  const codes = await page.locator('.codes code').allInnerTexts();
  expect(codes.length === 10 && new Set(codes).size === 10, `recovery codes: ${codes}`);
  await look(page, `recovery-codes${name}`, walk);
  if (walk.scripts) await page.pdf({ path: join(artefacts, `recovery-codes-${walk.language}.pdf`), format: 'A4' });
  return { key, codes };
}

async function signOut(page, base) {
  await press(page.locator('.leave button'));
  await page.waitForURL(`${base}/sign-in`);
}

async function showPassword(page, base, { name, password }) {
  await page.goto(`${base}/sign-in`);
  await page.fill('#name', name);
  await page.fill('#password', password);
  await press(page.locator('main button'));
}

// The next code that was not used yet: the device pairs with the one of this step, so signing in takes the one after.
async function signInWithCode(page, walk, who, { key, codes }) {
  const { base } = walk;
  await showPassword(page, base, who);
  await page.waitForURL(/sign-in\/code/);
  await page.goto(`${base}/accounts`);
  expect(page.url().includes('/sign-in?next='), 'half a sign-in opened a page');
  await page.goBack();
  await look(page, 'code', walk);
  await page.fill('#code', '000000');
  await press(page.locator('main button'));
  expect(await page.locator('.faults').isVisible(), 'a wrong code was taken');
  await look(page, 'code-fault', walk);
  await page.fill('#code', codeOf(key, Date.now() + 30000));
  await press(page.locator('main button'));
  await page.waitForURL(`${base}/`);
  await signOut(page, base);
  await showPassword(page, base, who);
  await page.fill('#code', codes[0].toLowerCase());
  await press(page.locator('main button'));
  await page.waitForURL(`${base}/`);
}

// Lets a reader in, whose role needs a second factor from now on; grants a compartment and takes it away.
async function letIn(page, walk) {
  const { base } = walk;
  await page.goto(`${base}/accounts`);
  await page.fill('#name', READER.name);
  await page.fill('#password', READER.password);
  await page.selectOption('#role', 'reader');
  await press(page.locator('form[action="/accounts"] button'));
  await page.waitForURL(/accounts\/[0-9A-Z]+$/);
  await page.selectOption('#compartment', 'health');
  await page.fill('#until', '2099-12-31');
  await press(page.locator('form[action$="/grant"] button'));
  expect((await page.locator('main').innerText()).includes('2099'), 'the grant is not shown');
  await press(page.locator('form[action$="/revoke"] button').last());
  expect(!(await page.locator('main').innerText()).includes('2099'), 'the grant was not taken away');
  await page.goto(`${base}/accounts`);
  await page.locator('input[name="reader"]').check();
  await press(page.locator('form[action="/second-factor/roles"] button'));
  expect(await page.locator('input[name="reader"]').isChecked(), 'the rule was not kept');
  await look(page, 'accounts-rule', walk);
}

// Who owes a second factor gets nowhere else.
async function readerEnters(context, walk) {
  const { base } = walk;
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  await showPassword(page, base, READER);
  await page.waitForURL(`${base}/second-factor`);
  for (const path of ['/', '/search', '/sources', '/sign-ins', '/help']) {
    await page.goto(base + path);
    expect(page.url() === `${base}/second-factor`, `${path} opened without the second factor`);
  }
  await pair(page, walk, '-reader');
  await press(page.locator('main a.button'));
  await page.waitForURL(`${base}/`);
  await page.goto(`${base}/search`);
  expect(page.url() === `${base}/search`, 'the pages stay closed');
  return page;
}

// The keeper takes the reader's second factor away: every sign-in of theirs ends.
async function reset(page, reader, walk) {
  const { base } = walk;
  await page.goto(`${base}/accounts`);
  await press(page.locator('main a', { hasText: READER.name }).first());
  await look(page, 'account-paired', walk);
  await press(page.locator('form[action$="/second-factor"] button'));
  expect((await page.locator('form[action$="/second-factor"]').count()) === 0, 'it is still paired');
  await reader.goto(`${base}/search`);
  expect(reader.url().includes('/sign-in'), 'the sign-in outlived it');
}

async function signIns(context, page, walk) {
  const { base } = walk;
  const other = await context.browser().newContext({ javaScriptEnabled: walk.scripts });
  const elsewhere = await other.newPage();
  await showPassword(elsewhere, base, READER);
  await elsewhere.waitForURL(`${base}/second-factor`);
  await other.close();
  await page.goto(`${base}/sign-ins`);
  const rows = page.locator('main tbody tr');
  const before = await rows.count();
  expect((await rows.first().innerText()).includes('Chrome, Linux'), `an unknown device: ${await rows.first().innerText()}`);
  await look(page, 'sign-ins', walk);
  await press(page.locator('button[value="all"]'));
  await page.waitForURL(`${base}/sign-in`);
  await page.goto(`${base}/sign-ins`);
  expect(page.url().includes('/sign-in?next='), `${before} sign-ins, and one is left`);
}

const browser = await open();
for (const walk of plan) {
  const name = `${walk.language}${walk.scripts ? '' : ', scripts off'}`;
  const context = await browser.newContext({ javaScriptEnabled: walk.scripts, viewport: { width: 1240, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60000);
  let paired;
  let reader;
  await check(`${name}: a new register opens nothing but its first page`, () => firstRun(page, walk));
  await check(`${name}: a device is paired, and codes for its loss are shown`, async () => {
    paired = await pair(page, walk, '');
    await press(page.locator('main a.button'));
    await page.waitForURL(`${walk.base}/first-steps`);
    await look(page, 'first-steps', walk);
    await page.goto(`${walk.base}/second-factor`);
    await look(page, 'second-factor', walk);
    await signOut(page, walk.base);
  });
  await check(`${name}: signing in takes a code of the device, or one for its loss`, () => signInWithCode(page, walk, KEEPER, paired));
  await check(`${name}: the first page is gone`, async () => {
    expect((await page.goto(`${walk.base}/first-run`)).status() === 404, 'it still answers');
  });
  await check(`${name}: somebody is let in, whose role needs a second factor`, () => letIn(page, walk));
  const second = await browser.newContext({ javaScriptEnabled: walk.scripts, viewport: { width: 1240, height: 900 } });
  await check(`${name}: who owes a second factor gets nowhere else`, async () => { reader = await readerEnters(second, walk); });
  await check(`${name}: an administrator takes it away, and its sign-ins end`, () => reset(page, reader, walk));
  await check(`${name}: sign-ins are listed, and all end`, () => signIns(context, page, walk));
  await second.close();
  await context.close();
}
await browser.close();
end();
