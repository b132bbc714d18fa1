// The village that run.py serves, and who walks there. Usage of the program that imports this: node X.mjs BASE_URL FACTS.json ARTEFACTS PART
import { mkdirSync, readFileSync } from 'node:fs';
import { picture, signIn } from './browser.mjs';

export const [base, factsFile, artefacts, part] = process.argv.slice(2);
export const facts = JSON.parse(readFileSync(factsFile, 'utf8'));
mkdirSync(artefacts, { recursive: true });
export const shot = picture(artefacts);

// What each language calls the things that the walk touches.
export const languages = {
  en: { search: 'Search', invented: 'the people in this register are invented', nothing: 'There is nothing here', stood: 'nothing was compared' },
  ja: { search: '検索', invented: 'すべて架空の人物です', nothing: 'ここには何もありません', stood: '比べ直していません' },
  ko: { search: '검색', invented: '모두 지어낸 인물입니다', nothing: '여기에는 아무것도 없습니다', stood: '비교하지 않았습니다' },
};

export const text = (page) => page.locator('body').innerText();
export const enter = (page, language, user = facts.user) => signIn(page, base, language, user, facts.password);
