// Somebody at the pages: a browser's window, and requests that carry its cookies where thirty forms are sent that nobody has to see drawn
// one by one.
import { codeOf, expect } from './browser.mjs';

const FOLLOWED = 3; // redirects of ours lead at most to the sign-in and from there to a page

export class Somebody {
  constructor(base, page) {
    Object.assign(this, { base, page });
  }

  static async enter(browser, hostile, base) {
    const context = await browser.newContext({ viewport: { width: 360, height: 720 } });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    hostile.watch(page, base);
    return new Somebody(base, page);
  }

  // Opens the page; its token is the one for all forms of this sign-in, whose cookies go with what is asked.
  async open(path) {
    await this.page.goto(this.base + path);
    this.token = await this.page.locator('input[name="csrf"]').first().inputValue();
    this.cookies = (await this.page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    return this.page;
  }

  async signIn(name, password) {
    await this.open('/sign-in');
    await this.page.fill('#name', name);
    await this.page.fill('#password', password);
    await this.page.locator('main button').click();
    await this.page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
    await this.open(new URL(this.page.url()).pathname);
  }

  // The page of the second factor with a key for a device; that key.
  async beginPairing() {
    await this.open('/second-factor');
    await this.page.locator('form[action="/second-factor/begin"] button').click();
    return this.page.locator('.key-text').innerText();
  }

  async pair() {
    await this.page.fill('#code', codeOf(await this.beginPairing(), Date.now()));
    await this.page.locator('form[action="/second-factor/confirm"] button').click();
    await this.page.locator('.codes code').first().waitFor();
  }

  // What comes back to a request, after the redirects that it is answered with: { at, status, headers, html }.
  async ask(method, path, values = {}) {
    const some = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
    const body = some.some(([, value]) => value instanceof File) ? new FormData() : new URLSearchParams();
    for (const [name, value] of [...(method === 'POST' ? [['csrf', this.token]] : []), ...some]) body.append(name, value);
    const headers = { cookie: this.cookies };
    let at = method === 'GET' && some.length > 0 ? `${path}?${body}` : path;
    let answer = await fetch(this.base + at, { method, headers, redirect: 'manual', ...(method === 'POST' && { body }) });
    for (let i = 0; answer.status === 303 && i < FOLLOWED; i += 1) {
      at = answer.headers.get('location');
      expect(/^\/(?![/\\])/.test(at), `${method} ${path} leads to ${at}`);
      answer = await fetch(this.base + at, { headers, redirect: 'manual' });
    }
    expect(answer.status < 500, `${method} ${path} answers ${answer.status}`);
    return { at, status: answer.status, headers: Object.fromEntries(answer.headers), html: await answer.text() };
  }

  // The addresses of a page that begin so, each once.
  async links(path, start) {
    const found = (await this.ask('GET', path)).html.matchAll(/href="([^"#?]*)/g);
    return [...new Set([...found].map(([, address]) => address).filter((address) => address.startsWith(start)))];
  }
}
