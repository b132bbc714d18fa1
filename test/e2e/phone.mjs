// The desk on a phone, in the hand of somebody without a pointer, and in the dark; and what nobody meant to type.
import { audit, check, expect, fits, newPage } from './browser.mjs';
import { base, enter, facts, shot } from './world.mjs';

const PHONE = { viewport: { width: 360, height: 720 }, deviceScaleFactor: 2 };

// A tap opens why somebody was found, why mentions are one person, and why a pair may be; in each language.
export async function tapped(browser, language) {
  const page = await newPage(browser, { ...PHONE, hasTouch: true, isMobile: true });
  await check(`phone, ${language}: a tap says why`, async () => {
    await enter(page, language);
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
  await page.context().close();
}

// How weights add up is as wide as the phone, and nothing of it has to be scrolled into sight.
async function sumFits(page) {
  const bars = await page.locator('figure svg').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
  expect(bars.length > 3 && Math.max(...bars) <= PHONE.viewport.width, `the bars of the sum reach to ${Math.max(...bars)}`);
}

export async function phone(browser) {
  const page = await newPage(browser, { ...PHONE, colorScheme: 'dark' });
  await check('phone: pages fit 360 pixels, in the dark', async () => {
    await enter(page, 'ja');
    await page.goto(`${base}/search?q=${encodeURIComponent(facts.hangul)}`);
    const person = await page.locator('.hits > li a').first().getAttribute('href');
    for (const path of ['/', '/search', `/search?q=${encodeURIComponent(facts.hangul)}`, person, `${person}/sheet`, `${person}/history`, `${person}/family`, `${person}/merge`, '/work', '/review', '/sources', '/figures', '/sailings', '/sailings/17', '/places', '/help']) {
      await page.goto(base + path);
      await fits(page, path);
      await audit(page, path);
      if (path === '/review') await sumFits(page);
      await shot(page, `phone-${path === person ? 'person' : path.split(/[/?]/)[1] || 'start'}${path.includes('?') ? '-found' : ''}`);
    }
  });
  await page.context().close();
}

