// Fifty pairs are decided in a row, by keys where there are scripts; then two persons are joined by mistake, and parted.
// Usage: node deciding.mjs PLAN FACTS.json ARTEFACTS_DIRECTORY; the plan is deciding.py's.
import { mkdirSync, readFileSync } from 'node:fs';
import { audit, check, end, expect, fits, newPage, open, picture, press, signIn } from './browser.mjs';

const [planText, factsFile, artefacts] = process.argv.slice(2);
const facts = JSON.parse(readFileSync(factsFile, 'utf8'));
mkdirSync(artefacts, { recursive: true });
const shot = picture(artefacts);

const PAIRS = 50;
const KEYS = { d: 'different', u: 'undecided', s: 'same' };
const numberIn = async (locator) => Number((await locator.innerText()).replace(/[^0-9]/g, ''));

// The ids of the two who are compared, and the key for them: in turn, but "same" only where no row speaks clearly against it.
async function question(page, number) {
  const pair = await page.locator('main form.decide input[name="left"], main form.decide input[name="right"]').evaluateAll((all) => all.map((one) => one.value).join(' '));
  const against = (await page.locator('label[for="reason"] small').count()) > 0;
  const key = 'sdu'[number % 3];
  return { pair, key: against && key === 's' ? 'd' : key };
}

async function fiftyPairs(page, { base, language, scripts }) {
  const waiting = () => numberIn(page.locator('.crumb .waits'));
  const seen = new Set();
  await page.goto(`${base}/review`);
  const before = await waiting();
  expect(before > PAIRS, `only ${before} pairs wait`);
  for (let i = 0; i < PAIRS; i += 1) {
    const { pair, key } = await question(page, i);
    expect(!seen.has(pair), `pair ${i} came before`);
    seen.add(pair);
    const decided = page.waitForNavigation();
    if (scripts) await page.keyboard.press(key);
    else await press(page.locator(`button[value="${KEYS[key]}"]`));
    await decided;
    expect(page.url().includes('done='), `pair ${i} was not decided by ${key}: ${page.url()}`);
  }
  const after = await waiting();
  expect(after <= before - PAIRS, `${before} pairs waited, ${PAIRS} were decided, and ${after} wait`);
  expect((await numberIn(page.locator('main > p.quiet').nth(1))) === PAIRS, 'the page does not say how many were decided');
  expect((await numberIn(page.locator('.crumb .today'))) === PAIRS, 'the page does not say how many were decided today');
  expect((await numberIn(page.locator('.top nav small'))) === after, 'the menu does not say how many wait');
  const last = await question(page, 0);
  if (scripts) {
    await audit(page, 'fifty decided');
    await shot(page, `fifty-${language}`);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('z')]);
  } else {
    await Promise.all([page.waitForNavigation(), page.locator('[data-key="z"]').click()]);
  }
  expect((await waiting()) === after + 1, 'the last one was not taken back');
  expect((await question(page, 0)).pair !== last.pair || seen.has(last.pair), 'what was taken back is not asked again');
}

// Whose mentions stand on a page, as they are written.
const mentions = (page) => page.locator('.joinings tr').count();

async function joinByMistake(page, { base }) {
  await page.goto(`${base}/search?q=${encodeURIComponent(`${facts.han} ${facts.born}`)}`);
  await press(page.locator('.hits > li a').first());
  await page.waitForURL(/\/people\/[0-9A-Z]+$/);
  const person = page.url();
  const before = await mentions(page);
  await press(page.locator('a[href$="/merge"]'));
  await page.fill('#who', facts.family);
  await press(page.locator('main form button'));
  await press(page.locator('main tbody a').first());
  await page.fill('#reason', 'the same village');
  await press(page.locator('.decide button'));
  await page.waitForURL(/merge\?done=/);
  await page.goto(person);
  const joined = await mentions(page);
  expect(joined > before, `nothing was joined: ${before} mentions, and now ${joined}`);
  return { person, before, joined };
}

async function partThem(page, walk) {
  const { person, before } = await joinByMistake(page, walk);
  await press(page.locator('a[href$="/split"]'));
  await page.waitForURL(/split$/);
  const boxes = page.locator('.choose li');
  const strangers = boxes.filter({ has: page.locator('label span', { hasText: facts.family }) });
  const leaving = await strangers.count();
  expect(leaving > 0, `nobody called ${facts.family} is among the mentions`);
  for (let i = 0; i < leaving; i += 1) await strangers.nth(i).locator('input').check();
  await press(page.locator('main form[method="get"] button'));
  const halves = page.locator('.halves > section');
  expect((await halves.count()) === 2, 'two persons would come of it');
  const [stays, leaves] = [await halves.nth(0).innerText(), await halves.nth(1).innerText()];
  expect(stays.includes(facts.han) !== leaves.includes(facts.han) && stays.includes(facts.family) !== leaves.includes(facts.family), `the halves are mixed: ${stays} / ${leaves}`);
  if (walk.scripts) {
    await audit(page, 'split, what comes of it');
    await shot(page, `parted-${walk.language}`);
    await page.setViewportSize({ width: 360, height: 720 });
    await fits(page, 'split');
    await page.setViewportSize({ width: 1240, height: 900 });
  }
  await page.fill('#reason', 'another birthday and another father');
  await press(page.locator('.decide button'));
  await page.waitForURL((url) => !url.pathname.endsWith('/split'));
  await page.goto(person);
  expect((await mentions(page)) === before, `${await mentions(page)} mentions are left of ${before}`);
  expect(!(await page.locator('.names').first().innerText()).includes(facts.family), 'the other name stands there still');
}

const browser = await open();
for (const walk of JSON.parse(planText)) {
  const name = `${walk.language}${walk.scripts ? '' : ', scripts off'}`;
  const page = await newPage(browser, { scripts: walk.scripts });
  await check(`${name}: sign in`, () => signIn(page, walk.base, walk.language, facts.user, facts.password));
  await check(`${name}: ${PAIRS} pairs are decided in a row`, () => fiftyPairs(page, walk));
  await check(`${name}: two persons joined by mistake are parted`, () => partThem(page, walk));
  await page.context().close();
}
await browser.close();
end();
