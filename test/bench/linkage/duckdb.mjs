// The work of saikai match as SQL on DuckDB, in the shape that Splink gives it: pairs by rule, each but for what an earlier
// rule found; levels; weights with term frequencies; the pairs that a person or nobody has to look at, as CSV.
//   node duckdb.mjs LIST.csv WEIGHTS.json OUT.csv THREADS      prints {"seconds": .., "rules": [..], ...} as JSON
import { DuckDBInstance } from '@duckdb/node-api';
import { readFileSync } from 'node:fs';

const [list, weightsPath, out, threads] = process.argv.slice(2);
const { prior, ask, weights } = JSON.parse(readFileSync(weightsPath, 'utf8'));

const rules = [
  ['surname', 'dob'], ['first_name', 'dob'], ['first_name', 'postcode'], ['surname', 'postcode'], ['dob', 'postcode'],
  ['dob', 'city'], ['first_name', 'surname', 'city'], ['substr(first_name, 1, 4)', 'substr(surname, 1, 4)', 'city'],
];
const columns = ['first_name', 'surname', 'dob', 'postcode', 'city'];

const side = (term, name) => columns.reduce((text, column) => text.replace(new RegExp(`\\b${column}\\b`), `${name}.${column}`), term);
const agree = (rule) => rule.map((term) => `${side(term, 'l')} = ${side(term, 'r')}`).join(' AND ');

// Consonants as they are heard, doubled ones once: src/match/bones.c.
const letters = 'btkfgjklmnprsx';
const bones = (column) => {
  let text = `translate(replace(${column}, 'ph', 'f'), 'cqzvdaeiouhwy', 'kksft')`;
  for (const letter of letters) text = `regexp_replace(${text}, '${letter}{2,}', '${letter}', 'g')`;
  return text;
};

const nameLevel = (c) => `CASE WHEN l.${c} IS NULL OR r.${c} IS NULL THEN 0 WHEN l.${c} = r.${c} THEN 6
  WHEN jaro_winkler_similarity(l.${c}, r.${c}) >= 0.94 THEN 4
  WHEN greatest(length(l.${c}), length(r.${c})) >= 4 AND jaro_winkler_similarity(l.${c}, r.${c}) > 0.7
       AND damerau_levenshtein(l.${c}, r.${c}) = 1 THEN 4
  WHEN jaro_winkler_similarity(l.${c}, r.${c}) >= 0.86 THEN 3
  WHEN least(length(l.${c}), length(r.${c})) <> 2 AND (starts_with(l.${c}, r.${c}) OR starts_with(r.${c}, l.${c})) THEN 3
  WHEN length(l.${c}_bones) >= 2 AND l.${c}_bones = r.${c}_bones THEN 2 ELSE 1 END`;
const dateLevel = `CASE WHEN l.dob IS NULL OR r.dob IS NULL THEN 0 WHEN l.dob = r.dob THEN 8
  WHEN damerau_levenshtein(l.digits, r.digits) = 1 THEN 7
  WHEN year(l.dob) = year(r.dob) AND month(l.dob) = day(r.dob) AND day(l.dob) = month(r.dob) THEN 7
  WHEN abs(l.dob - r.dob) <= 3 THEN 6 WHEN abs(l.dob - r.dob) <= 31 THEN 5
  WHEN abs(l.dob - r.dob) <= 183 OR year(l.dob) = year(r.dob) THEN 4 WHEN abs(l.dob - r.dob) <= 732 THEN 3
  WHEN abs(l.dob - r.dob) <= 3660 THEN 2 ELSE 1 END`;
const codeLevel = `CASE WHEN l.postcode IS NULL OR r.postcode IS NULL THEN 0 WHEN l.postcode = r.postcode THEN 5
  WHEN damerau_levenshtein(l.postcode, r.postcode) = 1 THEN 4 WHEN damerau_levenshtein(l.postcode, r.postcode) = 2 THEN 3
  WHEN left(l.postcode, 3) = left(r.postcode, 3) OR right(l.postcode, 3) = right(r.postcode, 3) THEN 2 ELSE 1 END`;
const cityLevel = `CASE WHEN l.city IS NULL OR r.city IS NULL THEN 0 WHEN l.city = r.city THEN 2 ELSE 1 END`;
const levels = { first_name: nameLevel('first_name'), surname: nameLevel('surname'), dob: dateLevel, postcode: codeLevel, city: cityLevel };
const same = { first_name: 6, surname: 6, dob: 8, postcode: 5 }; // levels that carry a term frequency

const weigh = (c) => `CASE g_${c} ${weights[c].map((bits, level) => `WHEN ${level} THEN ${bits}`).join(' ')} END`
  + (c in same ? ` + CASE WHEN g_${c} = ${same[c]} THEN tf_${c} ELSE 0 END` : '');

const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
const stages = {};
const begun = performance.now();
async function stage(name, sql) {
  const from = performance.now();
  for (const statement of [sql].flat()) await connection.run(statement);
  stages[name] = (stages[name] ?? 0) + (performance.now() - from) / 1000;
}

await stage('read', `CREATE TABLE people AS SELECT id, nullif(first_name, '') AS first_name, nullif(surname, '') AS surname, dob, postcode, city,
    strftime(dob, '%Y%m%d') AS digits, ${bones('first_name')} AS first_name_bones, ${bones('surname')} AS surname_bones
  FROM read_csv('${list}', header = true, columns = {'id': 'INTEGER', 'first_name': 'VARCHAR', 'surname': 'VARCHAR', 'dob': 'DATE', 'postcode': 'VARCHAR', 'city': 'VARCHAR', 'cluster': 'VARCHAR'})`);
await stage('frequencies', Object.keys(same).map((c) => `CREATE TABLE tf_${c} AS
  WITH counted AS (SELECT ${c}, count(*) AS n FROM people WHERE ${c} IS NOT NULL GROUP BY ${c}), whole AS (SELECT sum(n) AS total, sum(n::DOUBLE * (n - 1)) AS alike FROM counted)
  SELECT ${c}, log2(alike / (total::DOUBLE * (total - 1))) - log2(n / total) AS bits FROM counted, whole`));
const counts = [];
await stage('block', 'CREATE TABLE pairs (l INTEGER, r INTEGER)');
for (let i = 0; i < rules.length; i++) {
  const earlier = rules.slice(0, i).map((rule) => ` AND NOT coalesce(${agree(rule)}, false)`).join('');
  await stage('block', `INSERT INTO pairs SELECT l.id, r.id FROM people l JOIN people r ON ${agree(rules[i])} AND l.id < r.id${earlier}`);
  const reader = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM pairs');
  counts.push(Number(reader.getRows()[0][0]));
}
await stage('compare', `CREATE TABLE compared AS SELECT l.id AS left_id, r.id AS right_id,
    ${columns.map((c) => `${levels[c]} AS g_${c}`).join(',\n    ')}, ${Object.keys(same).map((c) => `l.${c} AS v_${c}`).join(', ')}
  FROM pairs JOIN people l ON l.id = pairs.l JOIN people r ON r.id = pairs.r`);
await stage('score', `COPY (SELECT left_id, right_id, weight, ${columns.map((c) => `g_${c}`).join(', ')} FROM (
    SELECT *, ${prior} + ${columns.map(weigh).join(' + ')} AS weight FROM (
      SELECT compared.*, ${Object.keys(same).map((c) => `coalesce(tf_${c}.bits, 0) AS tf_${c}`).join(', ')} FROM compared
      ${Object.keys(same).map((c) => `LEFT JOIN tf_${c} ON tf_${c}.${c} = v_${c}`).join(' ')}))
  WHERE weight >= ${ask}) TO '${out}' (HEADER)`);
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ seconds, stages, rules: counts.map((n, i) => n - (i ? counts[i - 1] : 0)), pairs: counts.at(-1), peak_kb: process.resourceUsage().maxRSS }));
