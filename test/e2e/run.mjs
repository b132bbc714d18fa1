// Walks through the pages with a real browser, as people do. It starts nothing itself.
// Usage: node run.mjs BASE_URL FACTS.json ARTEFACTS_DIRECTORY PART; a part is a language, or "more": what is walked once.
import { audit, check, end, expect, newPage, open, press } from './browser.mjs';
import { desk } from './desk.mjs';
import { keeping } from './keeping.mjs';
import { phone, tapped } from './phone.mjs';
import { base, enter, facts, languages, part, shot } from './world.mjs';

async function mistakes(browser) {
  const page = await newPage(browser);
  await check('sign-in: what is missing is said at its field, and what was typed is kept', async () => {
    await page.goto(`${base}/sign-in`);
    await press(page.locator('.tongues button[value="en"]'));
    await page.fill('#name', 'nobody at all');
    await press(page.locator('main button'));
    expect((await page.locator('.faults').innerText()).includes('password'), 'no summary');
    expect((await page.inputValue('#name')) === 'nobody at all', 'the name was lost');
    await audit(page, 'sign-in with faults');
    await page.fill('#password', 'wrong wrong wrong');
    await press(page.locator('main button'));
    expect((await page.locator('.faults').innerText()).includes('do not belong together'), 'a wrong password was not refused');
    await shot(page, 'sign-in-en');
  });
  await page.context().close();
}

// One decision waits for somebody else's opinion: seen in each language without what was decided, answered once, and told where it differs.
async function secondOpinion(browser) {
  const page = await newPage(browser);
  await check('a second opinion is given blind', async () => {
    for (const language of Object.keys(languages)) {
      await enter(page, language, facts.second);
      await page.goto(`${base}/review`);
      await press(page.locator('main a[href="/review/second"]'));
      expect((await page.locator('main a[href^="/people/"]').count()) === 0, 'the pages of the persons tell what was decided');
      expect((await page.locator('input[name="seen"]').inputValue()) === '', 'the decision can be found');
      expect((await page.locator('.pair tbody tr').count()) >= 5, 'a pair nobody proposed is shown by its names alone');
      await audit(page, 'second opinion');
      await shot(page, `second-${language}`);
      if (language !== 'ko') await press(page.locator('.leave button'));
    }
    const left = await page.locator('input[name="left"]').inputValue();
    await page.keyboard.press('s');
    await page.waitForURL(/given=1/);
    await audit(page, 'second opinion, given');
    expect((await page.locator(`main a[href*="${left}"]`).count()) === 1, 'where two differ is not told');
    expect((await page.locator('input[name="left"]').count()) === 0, 'the same decision waits again');
    await shot(page, 'second-given');
  });
  await page.context().close();
}

const parts = [...Object.keys(languages), 'more'];
if (!parts.includes(part)) {
  console.error(`no part is called ${part}: they are ${parts.join(', ')}`);
  process.exit(2);
}
const browser = await open();
if (part === 'more') {
  await secondOpinion(browser);
  await phone(browser);
  for (const language of Object.keys(languages)) await tapped(browser, language);
  await mistakes(browser);
} else {
  for (const scripts of [true, false]) await desk(browser, part, scripts);
  for (const scripts of [true, false]) await keeping(browser, part, scripts);
}
await browser.close();
end();
