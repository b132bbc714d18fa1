// Looks at every page on which hostile texts show: nothing runs, nothing is asked for elsewhere, nothing is drawn that was not meant, and
// no page is wider than a phone. Usage: node injected.mjs PLAN.json; the plan is injected.py's.
import { readFileSync } from 'node:fs';
import { check, end, expect, fits, open } from './browser.mjs';

const { base, name, password, texts } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const browser = await open();
const context = await browser.newContext({ viewport: { width: 360, height: 720 } });
const page = await context.newPage();
page.setDefaultTimeout(20000);

const happened = [];
page.on('dialog', (dialog) => { happened.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
page.on('pageerror', (error) => happened.push(`a script failed: ${error.message}`));
page.on('request', (request) => request.url().startsWith(base) || happened.push(`asked elsewhere: ${request.url()}`));
// The browser says what the policy stopped as an error of the console; so it says of our own answers that are not 200.
page.on('console', (message) => message.type() === 'error' && !message.text().includes('the server responded with a status of') && happened.push(message.text()));

const shown = new Set(); // the texts that stood on a page as they were written
const seen = new Set(); // pages
const typed = new Set(); // names of fields

// What is visible of a text: a browser joins blanks, our pages give heaps of marks places to break and show what would turn the line.
const plain = (text) => text.replace(/\u200b/g, '').replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd').replace(/\s+/g, ' ').normalize('NFC').trim();

async function look(where) {
  happened.length = 0;
  const state = await page.evaluate(() => ({
    hit: window.hit,
    drawn: document.querySelectorAll('#hit, iframe, base, object, embed, img, main style, main script, [onclick], [onerror], [onload], [onfocus], [onmouseover]').length,
    text: document.body.innerText + [...document.querySelectorAll('input, textarea')].map((field) => `\n${field.value}`).join(''),
    visible: document.body.checkVisibility() && document.querySelector('h1').checkVisibility(),
  }));
  expect(state.hit === undefined, `${where}: a script ran`);
  expect(state.drawn === 0, `${where}: ${state.drawn} elements were drawn that are not ours`);
  expect(state.visible, `${where}: the page is hidden`);
  expect(!state.text.includes('1337'), `${where}: a template was filled`);
  await fits(page, where);
  expect(happened.length === 0, `${where}: ${happened.join('; ')}`);
  const text = plain(state.text);
  for (const one of texts) if (text.includes(plain(one))) shown.add(one);
}

async function visit(path) {
  if (seen.has(path)) return;
  seen.add(path);
  const answer = await page.goto(base + path);
  expect(answer.status() < 500, `${path} answers ${answer.status()}`);
  await look(path);
}

// Sends a form of the page that is open, with one text in each field that takes text.
async function type(form, text, leave = []) {
  const fields = page.locator(`${form} input:not([type=hidden]):not([type=checkbox]), ${form} textarea`);
  for (let i = 0; i < (await fields.count()); i += 1) {
    const field = fields.nth(i);
    if (leave.includes(await field.getAttribute('name')) || !(await field.isVisible())) continue;
    typed.add(await field.getAttribute('name'));
    await field.fill(text.slice(0, Number(await field.getAttribute('maxlength')) || undefined));
  }
  await Promise.all([page.waitForNavigation(), page.evaluate((at) => { const one = document.querySelector(at); one.noValidate = true; one.querySelector('button').click(); }, form)]);
  await look(`${form} with ${text.slice(0, 30)}`);
}

const links = (start) => page.locator(`a[href^="${start}"]`).evaluateAll((all) => all.map((one) => one.getAttribute('href')));

await check('texts typed before signing in', async () => {
  for (const text of texts) {
    await page.goto(`${base}/sign-in?next=${encodeURIComponent(text)}`);
    await page.fill('#name', text.slice(0, 64));
    await page.locator('main button').click(); // without a password: what was typed is shown again
    await look(`sign-in with ${text.slice(0, 30)}`);
  }
});
await check('sign in', async () => {
  await page.goto(`${base}/sign-in`);
  await page.fill('#name', name);
  await page.fill('#password', password);
  await page.locator('main button').click();
  await page.waitForURL(`${base}/`);
});
await check('texts that were searched for', async () => {
  for (const text of texts) await visit(`/search?q=${encodeURIComponent(text)}`);
});
await check('texts typed into forms', async () => {
  for (const text of texts) {
    await page.goto(`${base}/sources/new`);
    await type('main form', text);
    await page.goto(`${base}/accounts`);
    await type('form[action="/accounts"]', text);
  }
});
await check('sources and what they refused', async () => {
  for (const path of ['/', '/sources', '/accounts', '/journal', '/help', '/password', '/second-factor', '/sign-ins']) await visit(path);
  await page.goto(`${base}/sources`);
  for (const path of await links('/sources/')) {
    await visit(path);
    for (const batch of await links('/batches/')) if (!/csv|original/.test(batch)) await visit(batch);
  }
  await page.goto(`${base}/accounts`);
  for (const path of await links('/accounts/')) await visit(path);
});
await check('people', async () => {
  const people = new Set();
  for (let from = 1; from < 90; from += 20) {
    await page.goto(`${base}/search?q=${encodeURIComponent('金英子')}&from=${from}`);
    for (const path of await links('/people/')) people.add(path.split('#')[0]);
  }
  expect(people.size >= texts.length, `${people.size} people were found`);
  for (const path of people) await visit(path);
  const first = [...people][0];
  for (const more of ['history', 'sheet', 'split']) await visit(`${first}/${more}`);
});
await check('pairs side by side', async () => {
  for (let pair = 0; pair < 30; pair += 1) {
    await page.goto(`${base}/review`);
    await look(`pair ${pair}`);
    const next = page.locator('button[value="different"]');
    if ((await next.count()) === 0) break;
    await next.click();
    await page.waitForURL(/done=/);
  }
});
// Sends each form of a page that takes text, once with each text, from the page as it is then.
async function typeInto(path) {
  const forms = async () => {
    await page.goto(base + path);
    return page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
      const takes = [...document.querySelectorAll('main form')].filter((form) =>
        [...form.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea')].some((field) => field.checkVisibility()));
      takes.forEach((form, i) => { form.id = `takes-${i}`; });
      return takes.length;
    });
  };
  const count = await forms();
  expect(count > 0, `${path} has no form that takes text`);
  for (let i = 0; i < count; i += 1)
    for (const text of texts) if (i < (await forms())) await type(`#takes-${i}`, text);
}

await check('reasons, sheets, kept searches and filters', async () => {
  await page.goto(`${base}/search?q=${encodeURIComponent('金英子')}`);
  const person = (await links('/people/'))[0].split('#')[0];
  const found = `/search?q=${encodeURIComponent('金英子')}`;
  for (const path of [person + '/sheet', person + '/merge', person + '/history', found, '/journal', '/password', '/second-factor', '/review']) {
    await page.goto(base + path);
    if ((await page.locator('main form input:not([type=hidden]), main form textarea').count()) > 0) await typeInto(path);
  }
});
await check('the fields that had to be tried were there', async () => {
  const missing = ['title', 'name', 'q', 'recipient', 'purpose', 'reason', 'who', 'password'].filter((field) => !typed.has(field));
  expect(missing.length === 0, `never typed into: ${missing.join(', ')}`);
});
await check('every text stood somewhere as it was written', async () => {
  const missing = texts.filter((one) => !shown.has(one));
  expect(missing.length === 0, `never seen: ${missing.map((one) => one.slice(0, 40)).join(' | ')}`);
});
console.log(`      ${seen.size} pages; typed into ${[...typed].sort().join(', ')}`);
await browser.close();
end();
