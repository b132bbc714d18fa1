// Hostile texts on their way through the pages: what was sent in which field, what was seen of it as text, and whether a page still is ours.
// A field is written "POST /sources title": a route of the program's table and one of its form's fields.
import { expect, fits } from './browser.mjs';

// What a browser shows of a text: blanks are joined; our pages give heaps of marks places to break and show what would turn the line.
const plain = (text) => text.replace(/\u200b/g, '').replace(/[\u202a-\u202e\u2066-\u2069]/g, '\ufffd').replace(/\s+/g, ' ').normalize('NFC').trim();

// In the browser: what was drawn, what can be read, and the fields that somebody could type into.
function state() {
  const typed = 'input:not([type=hidden]):not([type=checkbox]):not([type=radio]), textarea';
  const attributes = [...document.querySelectorAll('body *')].flatMap((one) => [...one.attributes]);
  return {
    hit: window.hit,
    drawn: document.querySelectorAll('#hit, iframe, base, object, embed, img, main style, main script').length
      + attributes.filter(({ name, value }) => name.startsWith('on') || /^\s*(javascript|data):/i.test(value) && /href|src|action/.test(name)).length,
    text: document.body.innerText + [...document.querySelectorAll('input, textarea')].map((field) => `\n${field.value}`).join(''),
    visible: [...document.querySelectorAll('body, h1')].every((one) => one.checkVisibility()),
    offered: [...document.querySelectorAll('form')].flatMap((form) => [...form.querySelectorAll(typed)].map((field) =>
      [form.method.toUpperCase(), new URL(form.action).pathname, field.name])),
  };
}

export class Hostile {
  // `routes`: a route to its fields, each { name, kind, most }; `texts`: what is typed.
  constructor({ texts, routes }) {
    Object.assign(this, { texts, routes });
    this.fields = Object.entries(routes).flatMap(([route, fields]) => fields.map((field) => `${route} ${field.name}`));
    this.patterns = Object.keys(routes).map((route) => [route, new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`)]);
    this.sent = new Map(); // a value as it would be read, to { field, number } until it was
    this.tried = new Map(this.fields.map((field) => [field, new Set()])); // numbers of the texts that were sent in it
    this.read = new Map(this.fields.map((field) => [field, new Set()])); // and of those that stood on a page as they were written
    this.written = new Set(); // texts of lists and files that did
    this.offered = new Set(); // fields that pages have
    this.typed = new Set(); // and that were filled by a browser
    this.happened = [];
    this.looks = 0;
  }

  mark(field) {
    return `~${this.fields.indexOf(field).toString(36)}~`;
  }

  // A text for a field, cut to what it takes; its end says which field it was sent in.
  value(route, { name, kind, most }, number, limit = most) {
    const field = `${route} ${name}`;
    const which = number % this.texts.length;
    const text = kind === 'FILE' ? this.texts[which].replaceAll('/', '') : this.texts[which];
    const mark = kind === 'FILE' ? this.mark(field) : `//${this.mark(field)}`;
    const value = [...text].slice(0, Math.min(most, limit) - mark.length).join('') + mark;
    this.tried.get(field).add(which);
    if (!this.read.get(field).has(which)) this.sent.set(plain(value), { field, which, secret: kind === 'SECRET' });
    return value;
  }

  // All fields of a route, each with another text.
  values(route, number) {
    return Object.fromEntries(this.routes[route].map((field, at) => [field.name, this.value(route, field, number + at)]));
  }

  watch(page, base) {
    page.on('dialog', (dialog) => { this.happened.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
    page.on('pageerror', (error) => this.happened.push(`a script failed: ${error.message}`));
    page.on('request', (request) => request.url().startsWith(base) || this.happened.push(`asked elsewhere: ${request.url()}`));
    // The browser says what the policy stopped as an error of the console; so it says of our own answers that are not 200.
    page.on('console', (message) => message.type() === 'error' && !message.text().includes('the server responded with a status of') && this.happened.push(message.text()));
  }

  // Looks at the page that is open: nothing ran, nothing is drawn that is not ours, nothing is wider than the window.
  async look(page, where) {
    const { hit, drawn, text, visible, offered } = await page.evaluate(state);
    expect(hit === undefined, `${where}: a script ran`);
    expect(drawn === 0, `${where}: ${drawn} elements or attributes were drawn that are not ours`);
    expect(visible, `${where}: the page is hidden`);
    expect(!text.includes('829348951'), `${where}: a template was filled`);
    await fits(page, where);
    const happened = this.happened.splice(0);
    expect(happened.length === 0, `${where}: ${happened.join('; ')}`);
    this.note(where, plain(text));
    for (const [method, path, name] of offered) this.offered.add(this.known(where, method, path, name));
    this.looks += 1;
  }

  // The field of the tables that a page's field is.
  known(where, method, path, name) {
    const found = this.patterns.filter(([, pattern]) => pattern.test(`${method} ${path}`)).map(([route]) => `${route} ${name}`).find((field) => this.tried.has(field));
    expect(found !== undefined, `${where}: the field ${name} of ${method} ${path} is in no table`);
    return found;
  }

  note(where, text) {
    for (const one of this.texts) if (!this.written.has(one) && text.includes(plain(one))) this.written.add(one);
    const marks = new Set(this.fields.filter((field) => text.includes(this.mark(field))));
    for (const [value, { field, which, secret }] of this.sent) {
      if (!marks.has(field) || !text.includes(value)) continue;
      expect(!secret, `${where}: a secret is shown that was typed in ${field}`);
      this.read.get(field).add(which);
      this.sent.delete(value);
    }
  }

  // Looks at many answers as at one page: the browser reads them one behind the other, under the policy they came with.
  async gather({ page, base }, where, answers) {
    const script = answers[0].html.match(/<script src="[^"]*" defer><\/script>/)?.[0];
    const html = answers.map((answer, at) => (at === 0 ? answer.html : answer.html.replaceAll(script, ''))).join('\n');
    for (const field of this.fields)
      expect(!(this.isSecret(field) && html.includes(this.mark(field))), `${where}: something of a secret is sent back that was typed in ${field}`);
    await page.route(`${base}/gathered`, (route) => route.fulfill({ body: html, headers: { ...answers[0].headers, 'content-length': undefined } }), { times: 1 });
    await page.goto(`${base}/gathered`);
    await this.look(page, where);
  }

  isSecret(field) {
    const [method, pattern, name] = field.split(' ');
    return this.routes[`${method} ${pattern}`].find((one) => one.name === name).kind === 'SECRET';
  }

  // Fills the fields of a form that a browser shows, as somebody would, and sends it. `chosen`: what stands beside the texts.
  async type(page, route, form, number, chosen = {}) {
    for (const [at, field] of this.routes[route].entries()) {
      const box = form.locator(`:is(input, textarea)[name="${field.name}"]:visible`);
      if (field.name in chosen || (await box.count()) === 0) continue;
      const value = this.value(route, field, number + at, Number(await box.getAttribute('maxlength')) || undefined);
      if (field.kind === 'FILE') await box.setInputFiles({ name: value, mimeType: 'text/csv', buffer: chosen.file });
      else await box.fill(value);
      this.typed.add(`${route} ${field.name}`);
    }
    await Promise.all([page.waitForNavigation(), form.evaluate((one, choices) => {
      for (const [name, value] of Object.entries(choices)) if (one.elements[name]) one.elements[name].value = value;
      one.noValidate = true;
      one.querySelector(`button${choices.press ?? ''}`).click();
    }, { ...chosen, file: undefined })]);
    await this.look(page, `${route} with text ${number}`);
  }
}
