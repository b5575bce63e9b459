// Every valid policy of the repository, word by word: each must be coloured as what the language says that it is.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {tokenise, words} from './tokenise.mjs';
import {contextual, reserved, source, valid_policies} from './vocabulary.mjs';

const scope_of_reserved = {
  'keyword.declaration': 'policy extends ask fact let must should choose rank fallback test prove',
  'keyword.control': 'when because otherwise if then else by',
  'keyword.operator.logical': 'and or not',
  'keyword.operator.word': 'in overlaps is',
  'constant.language': 'known unknown true false today',
  'constant.language.any|support.type': 'any',
  'variable.language': 'model',
  'variable.language|keyword.other': 'first',
};
const reserved_scopes = new Map(
  Object.entries(scope_of_reserved).flatMap(([scope, list]) => list.split(' ').map((word) => [word, scope])));
const scopes_of_kinds = {
  comment: 'comment.line.number-sign',
  text: 'string.quoted.double',
  model: 'entity.name.type.model|entity.other.attribute-name|punctuation.separator',
  date: 'constant.numeric.date',
  money: 'constant.numeric.money',
  percent: 'constant.numeric.percent',
  duration: 'constant.numeric.duration',
  number: 'constant.numeric.(number|tokens|rate)',
  symbol: 'keyword.operator|punctuation',
};
const of_a_name = 'variable|entity|support.function';
const of_a_word = 'keyword|support.type|constant.numeric';

function expected(word) {
  if (word.kind !== 'name') return scopes_of_kinds[word.kind];
  if (reserved.has(word.text)) return reserved_scopes.get(word.text);
  // A unit stands behind a `/`, `tokens` behind a number.
  if (contextual.has(word.text) || /^(ms|s|min|h|d)$/.test(word.text)) return `${of_a_name}|${of_a_word}`;
  return of_a_name;
}

const problems = [];
const seen = {words: 0, files: 0, keywords: new Set()};
for (const path of valid_policies('policy/builtin', 'examples', 'tests/spec', 'tests/editors')) {
  const lines = tokenise(source(path));
  seen.files += 1;
  for (const word of words(source(path))) {
    seen.words += 1;
    const wanted = new RegExp(`(^| )(${expected(word)})`);
    for (const token of lines[word.line].filter(({begin, end}) => begin < word.end && end > word.begin)) {
      const inner = token.scopes.replace(/^source\.policy ?/, '');
      const place = `${path}:${word.line + 1}:${token.begin + 1}: \`${word.text}\``;
      if (inner.includes('invalid')) problems.push(`${place} is ${inner}`);
      else if (!wanted.test(inner)) problems.push(`${place} should be ${expected(word)}, is \`${inner}\``);
      if (/keyword|support\.type/.test(inner)) seen.keywords.add(word.text);
    }
  }
}

test('the scopes above name exactly the reserved words of the lexer', () => {
  assert.deepEqual([...reserved_scopes.keys()].sort(), [...reserved].sort());
});

test('every word of every valid policy has the scope of its kind, and none is invalid', (context) => {
  assert.deepEqual(problems, []);
  assert.ok(seen.files > 300 && seen.words > 15000, JSON.stringify(seen));
  context.diagnostic(`${seen.files} policies, ${seen.words} words`);
});

test('the policies hold every other word of the grammar as a keyword', () => {
  assert.ok(contextual.size > 30);
  assert.deepEqual([...contextual].filter((word) => !seen.keywords.has(word)), []);
});
