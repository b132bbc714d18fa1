// The register as an administrator keeps it: accounts, compartments, the journal, checks, backups.
import { audit, check, ended, expect, newPage, press } from './browser.mjs';
import { base, enter, facts, shot } from './world.mjs';

// Whoever keeps accounts grants a compartment with an end, takes it away, and finds both in an unbroken journal.
export async function keeping(browser, language, scripts) {
  const page = await newPage(browser, { scripts });
  const name = `${language}${scripts ? '' : ', scripts off'}`;
  await check(`${name}: a compartment is granted and taken away`, async () => {
    await enter(page, language, facts.keeper);
    await page.goto(`${base}/accounts`);
    await audit(page, 'accounts');
    await shot(page, `accounts-${language}`);
    await press(page.locator('main a', { hasText: facts.reader }).first());
    await page.selectOption('#compartment', 'health');
    await page.fill('#until', '1999-01-01');
    await press(page.locator('form[action$="/grant"] button'));
    expect(await page.locator('.faults').isVisible(), 'a day that is over was taken');
    expect((await page.inputValue('#until')) === '1999-01-01', 'what was typed is lost');
    await audit(page, 'account with a fault');
    await page.fill('#until', '2099-12-31');
    await press(page.locator('form[action$="/grant"] button'));
    await page.waitForURL(/accounts\/[0-9A-Z]+$/);
    expect((await page.locator('main').innerText()).includes('2099'), 'the grant is not shown');
    await shot(page, `account-${language}`);
    await press(page.locator('form[action$="/revoke"] button').last());
    expect(!(await page.locator('main').innerText()).includes('2099'), 'the grant was not taken away');
  });
  await check(`${name}: the journal tells it, unbroken`, async () => {
    await page.goto(`${base}/journal`);
    await audit(page, 'journal');
    await press(page.locator('main a.button').first());
    expect(/[0-9a-f]{64}/.test(await page.locator('main').innerText()), 'no seal was shown');
    await shot(page, `journal-${language}`);
  });
  await check(`${name}: the register is checked, backed up, and the backup brought back`, async () => {
    await page.goto(`${base}/health`);
    await audit(page, 'health');
    const done = async (selector, what) => {
      await press(page.locator(selector).first());
      await page.waitForURL(/work\/[0-9A-Z]+$/);
      await audit(page, what);
      await ended(page, '.verdict', `${what} never ends`);
      await audit(page, `${what}, ended`);
      await press(page.locator('main a.button'));
      await page.waitForURL(`${base}/health`);
    };
    await done('form[action="/backups"] button', 'backup');
    const row = page.locator('main tbody tr:has(code)').first();
    const tried = async () => (await row.locator('td').last().innerText()).includes(facts.keeper);
    expect(!(await tried()), 'a backup counts as tried that nobody tried');
    await done('form[action$="/try"] button', 'restore test');
    expect(await tried(), 'the restore test is not told');
    await done('form[action="/health/check"] button', 'check');
    expect((await page.locator('main .facts td').first().innerText()).includes(facts.keeper), 'the check is not told');
    await shot(page, `health-${language}`);
    await page.goto(`${base}/work`);
    expect((await page.locator('main tbody tr').count()) >= 3, 'what was done is not listed');
    await audit(page, 'work');
    await shot(page, `work-${language}`);
  });
  await check(`${name}: a password is changed only by whoever knows it`, async () => {
    await page.goto(`${base}/password`);
    await page.fill('#old', 'not this one');
    await page.fill('#password', 'nine blue herons stand');
    await page.fill('#again', 'nine blue herons stand');
    await press(page.locator('main button'));
    expect(await page.locator('.faults').isVisible(), 'a wrong password was taken');
    await audit(page, 'password with a fault');
  });
  await check(`${name}: who may not keep accounts finds no such pages`, async () => {
    await press(page.locator('.leave button'));
    await enter(page, language);
    for (const path of ['/accounts', '/health', '/journal']) {
      const answer = await page.goto(base + path);
      expect(answer.status() === 404, `${path} answers ${answer.status()}`);
    }
  });
  await page.context().close();
}

