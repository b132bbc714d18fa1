// Thirty hostile texts in every field of every form, on every page they show on. Usage: node injected.mjs PLAN.json; the plan is injected.py's.
//
// Each field of the program's tables is sent all of them; each field that a page offers is filled once by the browser itself. What was kept or is
// shown again has to stand somewhere as it was written. So a new field turns this red until somebody says where its texts are seen, or that
// they never are.
import { readFileSync } from 'node:fs';
import { check, end, expect, open } from './browser.mjs';
import { Hostile } from './hostile.mjs';
import { Somebody } from './somebody.mjs';

const plan = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { base, password, texts } = plan;
const NOWHERE = '7'.repeat(26);
const AT_ONCE = 20; // pages that are looked at as one
const LONG = 'あ'.repeat(2000); // more than a reason or a password may have

// Fields whose texts no page shows, and why.
const UNSEEN = {
  from: 'a number that is none is the first page',
  seen: 'a hidden number that only our pages write',
  address: 'only addresses of ours are kept',
  mapping: 'a choice from a list',
  act: 'a choice from a list',
  prefecture: 'a choice from a list',
  compartment: 'names a grant that is there, or nothing',
  silence: 'names a wish that is there, or nothing',
  before: 'names an entry of the journal, or nothing',
};
const UNSEEN_IN = { 'POST /language next': 'goes into the address that it leads to', 'POST /sources/{source}/import list': 'seen in pages without its slashes' };
for (const what of ['confirm', 'renew', 'remove']) UNSEEN_IN[`POST /second-factor/${what} next`] = 'leads nowhere from here';

const hostile = new Hostile(plan);
const browser = await open();
const enter = (at) => Somebody.enter(browser, hostile, at);
const stranger = await enter(base);
const half = await enter(base); // has shown a password and not yet a code
const paired = await enter(base);
const pairing = await enter(base);
const second = await enter(base); // has another opinion
const first = await enter(plan.fresh); // before a register that has no account
const mina = await enter(base); // may do everything

const WHO = [[/first-run/, first], [/sign-in\/code/, half], [/\/sign-in$/, stranger], [/confirm/, pairing], [/renew|remove/, paired], [/review\/second/, second]];
const who = (route) => (WHO.find(([pattern]) => pattern.test(route)) ?? [null, mina])[1];
const places = { sailing: '17' }; // what the captures of routes stand for
const pathOf = (route) => route.split(' ')[1].replace(/\{(\w+)\}/g, (_, name) => places[name] ?? expect(false, `nobody said what {${name}} stands for`));

let people = [];
let columns = null; // of a list whose columns are called so
const handIn = async (list) => (await mina.ask('POST', `/sources/${places.source}/import`, { list: new File([list], 'list.csv') })).at;

await check('somebody is signed in, and somebody is not yet', async () => {
  await stranger.open('/sign-in');
  await first.open('/first-run');
  await mina.signIn('mina', password);
  await second.signIn('nari', password);
  await pairing.signIn('jun', password);
  await pairing.beginPairing();
  await pairing.open('/second-factor');
  await paired.signIn('sora', password);
  await paired.pair();
  await paired.open('/second-factor');
  await half.signIn('sora', password);
});
await check('what the texts are about is there', async () => {
  for (let from = 1; from < 90; from += 20) people.push(...await mina.links(`/search?q=${encodeURIComponent('金英子')}&from=${from}`, '/people/'));
  people = [...new Set(people)].map((path) => path.split('/')[2]);
  expect(people.length >= 2 * texts.length, `${people.length} people were found`);
  [places.source] = (await mina.links('/sources', '/sources/')).map((path) => path.split('/')[2]).filter((id) => id !== 'new');
  places.person = people[40];
  places.account = (await mina.ask('POST', '/accounts', { name: 'hana', password, role: 'reader' })).at.split('/')[2];
  places.batch = (await handIn(plan.list)).split('/')[2];
  columns = await handIn(plan.wide);
});

// What is sent with the texts, where a form by itself says no more than that something is missing; {}: nothing. A function gets the texts, and
// makes one too long: the form comes back with it, and no password is hashed.
function beside() {
  const two = { left: people[50], right: people[51], verdict: 'different' };
  const reason = (typed) => ({ ...two, reason: typed.reason + LONG });
  const longer = (typed) => ({ password: typed.password + LONG });
  return {
    'POST /sign-in': [longer],
    'POST /search/keep': [{}, { address: '/search?q=1' }],
    'POST /people/{person}/split': [{}, { persona: people[41], seen: '999' }],
    'POST /people/{person}/merge': [{}, { with: people[42], seen: '999' }],
    'POST /review/decide': [reason],
    'POST /review/second': [reason],
    'POST /sources': [{}, { kind: 'moj_list', reliability: 'A', level: '0' }],
    'POST /batches/{batch}/columns': [{}, ...['preview', 'text', 'use'].map((act) => ({ act, from: '1' }))],
    'POST /accounts': [{}, { role: 'reader', password }],
    'POST /accounts/{account}/grant': [{ compartment: 'health' }],
    'POST /accounts/{account}/password': [longer],
  };
}

await check('two mentions are joined, so that they can be parted', async () => {
  const page = await mina.open(`/people/${people[40]}/merge?with=${people[41]}`);
  await hostile.type(page, 'POST /people/{person}/merge', page.locator('form.decide'), 1);
});
for (const [route, fields] of Object.entries(hostile.routes)) {
  if (fields.length === 0) continue;
  await check(`${route}: ${fields.map((field) => field.name).join(', ')}`, async () => {
    const [method] = route.split(' ');
    for (const more of beside()[route] ?? [{}]) {
      const answers = [];
      for (let number = 0; number < texts.length; number += 1) {
        const typed = hostile.values(route, number);
        for (const { name, kind } of fields) if (kind === 'FILE') typed[name] = new File([plan.list + number], typed[name]);
        answers.push(await who(route).ask(method, pathOf(route), { ...typed, ...(typeof more === 'function' ? more(typed) : more) }));
      }
      await hostile.gather(who(route), route, answers.filter((answer) => answer.headers['content-type'].startsWith('text/html')));
    }
  });
}
await check('reasons of decisions stand in the history', async () => {
  const route = 'POST /review/decide';
  for (let number = 0; number < texts.length; number += 1)
    await mina.ask('POST', '/review/decide', { left: people[0], right: people[number + 1], verdict: 'different', ...hostile.values(route, number) });
  await hostile.look(await mina.open(`/people/${people[0]}/history`), 'history');
});

// Every form that people type into, once by the browser: whose it is, its route, where it stands, what is chosen in it.
const person = () => `/people/${people[40]}`;
const FORMS = [
  ['POST /sign-in', '/sign-in'], ['POST /first-run', '/first-run'], ['POST /sign-in/code', '/sign-in/code'],
  ['POST /second-factor/confirm', '/second-factor'], ['POST /second-factor/renew', '/second-factor'], ['POST /second-factor/remove', '/second-factor'],
  ['GET /search', '/search', {}, 'form.find'], ['GET /search', '/search?q=1', {}, 'form.filters'], ['POST /search/keep', '/search?q=1'],
  ['GET /people/{person}/merge', () => `${person()}/merge`], ['POST /people/{person}/sheet', () => `${person()}/sheet`],
  ['POST /people/{person}/sheet', () => `${person()}/sheet`, { destroy: '2099-12-31', tongue: 'ja' }],
  ['POST /people/{person}/silence', person],
  ['POST /people/{person}/split', () => `${person()}/split?persona=${people[41]}`],
  ['POST /review/decide', '/review', { press: '[value="different"]' }], ['POST /review/second', '/review/second', { press: '[value="undecided"]' }],
  ['POST /sources', '/sources/new'], ['POST /sources/{source}/import', () => `/sources/${places.source}/import`, { file: Buffer.from(`${plan.list}the last`) }],
  ['POST /batches/{batch}/columns', () => `/batches/${places.batch}/columns`, {}, 'form:has(#columns)'],
  ['POST /batches/{batch}/columns', () => `/batches/${places.batch}/columns`, {}, 'form:has(#text)'],
  ['POST /accounts', '/accounts', { role: 'reader' }], ['POST /accounts/{account}/grant', () => `/accounts/${places.account}`],
  ['POST /accounts/{account}/password', () => `/accounts/${places.account}`], ['GET /journal', '/journal'], ['POST /password', '/password'],
];
for (const [at, [route, path, chosen, selector]] of FORMS.entries())
  await check(`${route} is filled by a browser`, async () => {
    const page = await who(route).open(typeof path === 'function' ? path() : path);
    await page.evaluate(() => document.querySelectorAll('details').forEach((one) => { one.open = true; }));
    await hostile.look(page, route);
    await hostile.type(page, route, page.locator(selector ?? `main form[action="${pathOf(route)}"][method="${route.split(' ')[0].toLowerCase()}"]`), at, chosen);
  });
await check('lists, accounts and what else there is', async () => {
  const sources = await mina.links('/sources', '/sources/');
  const batches = [];
  for (const path of sources) batches.push(...await mina.links(path, '/batches/'));
  const all = ['/', '/journal', '/help', '/sign-ins', '/work', '/health', '/places', '/figures', '/sailings', '/accounts', '/sources', '/search', columns, `${columns}?from=13`, `${columns}?from=25`,
    ...sources, ...(await mina.links('/accounts', '/accounts/')), ...batches.filter((path) => !/csv|original/.test(path)),
    ...people.map((id) => `/people/${id}`), ...people.slice(0, AT_ONCE).map((id, at) => `/pairs/${id}/${people[at + 31]}`),
    ...['history', 'sheet', 'split', 'family'].map((what) => `${person()}/${what}`)];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const answers = [];
    for (const path of all.slice(from, from + AT_ONCE)) answers.push(await mina.ask('GET', path));
    await hostile.gather(mina, `${all[from]} and what follows`, answers.filter((answer) => answer.headers['content-type'].startsWith('text/html')));
  }
});
await check('a column whose choice cannot be used is said, and every choice is kept', async () => {
  const { status, html } = await mina.ask('POST', columns, { act: 'preview', from: '1', 'means-0': 'name', 'means-1': 'sailing', 'means-2': 'sailing' });
  expect(status === 422 && /id="means-2"[^>]* aria-invalid/.test(html), `two columns are the sailing, and nothing is said (${status})`);
  expect(html.split('value="sailing" selected').length === 3, 'what was chosen is lost');
});
const missed = (numbers) => texts.length - numbers.size;
// What is sent beside a text that is too long, so that nothing but its length is wrong.
const SOUND = {
  'POST /review/decide': () => ({ left: people[50], right: people[51], verdict: 'different' }),
  'POST /review/second': () => ({ left: people[0], right: people[1], verdict: 'different' }),
  'POST /batches/{batch}/columns': (name) => ({ act: name === 'text' ? 'text' : 'preview', from: '1' }),
};
const A_FORM = 100000; // signs of three bytes each, and nine as a form sends them: a form of more is turned away as a whole
const tooLong = ({ kind, most }) => (kind === 'NUMBER' ? '9' : most < A_FORM ? 'い' : 'i').repeat(kind === 'NUMBER' ? 12 : most + 1);
for (const [route, fields] of Object.entries(hostile.routes)) {
  const offered = fields.filter(({ name, kind }) => hostile.offered.has(`${route} ${name}`) && !['SECRET', 'FILE'].includes(kind));
  for (const field of offered) await check(`${route}: ${field.name} comes back when it is too long, and the page says so`, async () => {
    const [method] = route.split(' ');
    const others = SOUND[route]?.(field.name) ?? beside()[route]?.find((more) => typeof more === 'object' && Object.keys(more).length > 0) ?? {};
    const { status, html } = await who(route).ask(method, pathOf(route), { ...others, [field.name]: tooLong(field) });
    expect(html.includes(tooLong(field)), `what was typed is lost (${status})`);
    expect(status === 422 && /aria-invalid|class="faults"/.test(html), `nothing is said to be wrong (${status})`);
  });
}
await check('every field of the tables was sent every text', () => {
  const missing = [...hostile.tried].filter(([, numbers]) => missed(numbers) > 0).map(([field, numbers]) => `${field} (${missed(numbers)})`);
  expect(missing.length === 0, `not tried: ${missing.join(', ')}`);
});
await check('every field that a page offers was filled by a browser', () => {
  const missing = [...hostile.offered].filter((field) => !hostile.typed.has(field));
  expect(missing.length === 0, `never typed into: ${missing.join(', ')}`);
});
await check('what was typed in a field stood somewhere as it was written', () => {
  const missing = [...hostile.read].filter(([field, numbers]) => missed(numbers) > 0 && !hostile.isSecret(field) && !(field.split(' ')[2] in UNSEEN) && !(field in UNSEEN_IN));
  expect(missing.length === 0, missing.map(([field, numbers]) => `${field}: ${missed(numbers)} were not seen`).join('; '));
});
await check('what the lists said stood somewhere as it was written', () => {
  const missing = texts.filter((one) => !hostile.written.has(one));
  expect(missing.length === 0, `never seen: ${missing.map((one) => one.slice(0, 40)).join(' | ')}`);
});
console.log(`      ${hostile.fields.length} fields, ${hostile.typed.size} of them filled by the browser; ${hostile.looks} looks`);
await browser.close();
end();
