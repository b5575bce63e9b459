// What vim's own highlighting says of each word of the examples and of the policy that is built in.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {root, words} from './tokenise.mjs';
import {contextual, reserved, source, valid_policies} from './vocabulary.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'select-model-vim-'));
process.on('exit', () => rmSync(scratch, {recursive: true}));

function vim(file, ...commands) {
  const script = join(scratch, 'script.vim');
  writeFileSync(script, [
    'set nocompatible', 'set encoding=utf-8', `set runtimepath^=${join(root, 'editors/vim')}`, 'filetype plugin on', 'syntax on',
    `edit ${file}`, ...commands, 'qall!'].join('\n'));
  const ran = spawnSync('vim', ['-E', '-s', '-u', 'NONE', '-i', 'NONE', '-S', script], {timeout: 60000, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  assert.equal(ran.status, 0, ran.stdout + ran.stderr);
}

/// The group of each place {line, column}, both from 1, the column in bytes.
function groups(file, places) {
  const [asked, said] = [join(scratch, 'asked.json'), join(scratch, 'said.json')];
  writeFileSync(asked, JSON.stringify(places));
  vim(file, 'let places = json_decode(join(readfile("' + asked + '"), ""))',
    'call writefile([json_encode(map(places, {_, p -> synIDattr(synID(p[0], p[1], 1), "name")}))], "' + said + '")');
  return JSON.parse(readFileSync(said, 'utf8'));
}

const group_of_reserved = {
  policyDeclaration: 'policy extends ask fact let must should choose rank fallback test prove',
  policyControl: 'when because otherwise if then else by',
  policyOperatorWord: 'and or not in overlaps is',
  policyConstant: 'known unknown true false today',
  'policyConstant|policyType': 'any',
  'policyOffer': 'model',
  'policyOffer|policyOption': 'first',
};
const reserved_groups = new Map(
  Object.entries(group_of_reserved).flatMap(([group, list]) => list.split(' ').map((word) => [word, group])));
const groups_of_kinds = {
  comment: 'policyComment', text: 'policyString|policyReason', model: 'policyModel', date: 'policyDate', money: 'policyNumber',
  percent: 'policyNumber', duration: 'policyNumber', number: 'policyNumber', symbol: 'policyOperator|',
};
const of_a_name = 'policyName|policyBranch|policyMember|policyFunction|policyModel|';

function expected(word) {
  if (word.kind !== 'name') return groups_of_kinds[word.kind];
  if (reserved.has(word.text)) return reserved_groups.get(word.text);
  return contextual.has(word.text) ? `${of_a_name}|policyOption|policyType|policyNumber` : of_a_name;
}

test('the groups above name exactly the reserved words of the lexer', () => {
  assert.deepEqual([...reserved_groups.keys()].sort(), [...reserved].sort());
});

test('every word of the examples has the group of its kind', () => {
  const problems = [];
  let count = 0;
  for (const path of valid_policies('policy/builtin', 'examples')) {
    const lines = source(path).split('\n');
    const found = words(source(path));
    const said = groups(join(root, path), found.map((word) => [word.line + 1, Buffer.byteLength(lines[word.line].slice(0, word.begin)) + 1]));
    found.forEach((word, index) => {
      count += 1;
      if (!new RegExp(`^(${expected(word)})$`).test(said[index])) {
        problems.push(`${path}:${word.line + 1}:${word.begin + 1}: \`${word.text}\` should be ${expected(word)}, is ${said[index]}`);
      }
    });
  }
  assert.deepEqual(problems, []);
  assert.ok(count > 3000, `${count}`);
});

const places = [
  ['ask «budget»: money, optional "Title"', 'policyName'], ['ask budget: «money», optional', 'policyType'],
  ['ask budget: money, «optional»', 'policyOption'], ['ask a: one of {«text», b}', ''], ['ask a: tokens, from 1 «to» 2K', 'policyOption'],
  ['must «fits»: model.ttft < 2s', 'policyName'], ['must fits: model.«ttft» < 2s', 'policyMember'],
  ['must a: b, unknown «warns»', 'policyOption'], ['must a: b because "«{b}»"', 'policyHole'], ['must a: b == "«{b}»"', 'policyString'],
  ['must a: «min»(b, c) < d', 'policyFunction'], ['  «long» when a -> any', 'policyBranch'], ['  otherwise «other» -> any', 'policyBranch'],
  ['  a when b -> «llama-3.1-70b»', 'policyModel'], ['rank by «weight» {', 'policyOption'], ['  «maximize» a weight 2', 'policyOption'],
  ['# «accept» never-chosen: why', 'policyAccept'], ['# «accept» what comes', 'policyComment'],
];
test('chosen places have their group', () => {
  const file = join(scratch, 'places.policy');
  writeFileSync(file, places.map(([marked]) => marked.replace(/[«»]/g, '')).join('\n') + '\n');
  const said = groups(file, places.map(([marked], line) => [line + 1, marked.indexOf('«') + 1]));
  places.forEach(([marked, wanted], index) => assert.equal(said[index], wanted, marked));
});

const binary = process.env.SELECT_MODEL ?? join(root, 'build/release/select-model');
test(':make fills the quickfix list', () => {
  const file = join(scratch, 'wrong.policy');
  const said = join(scratch, 'quickfix.json');
  writeFileSync(file, 'policy wrong language 1\nask a: bool, default maybe\nmust b: a == 2s\n');
  vim(file, `let &makeprg = substitute(&makeprg, "^select-model", "${binary.replaceAll('/', '\\\\/')}", "")`, 'silent make',
    'let found = filter(getqflist(), {_, q -> q.valid})',
    `call writefile([json_encode(map(found, {_, q -> [bufname(q.bufnr), q.lnum, q.col, q.type, q.text]}))], "${said}")`);
  const found = JSON.parse(readFileSync(said, 'utf8'));
  assert.ok(found.length >= 2, JSON.stringify(found));
  for (const [name, line, column, type, text] of found) {
    assert.equal(name, file);
    assert.ok(line >= 2 && column >= 5 && type === 'E' && text.length > 10, JSON.stringify(found));
  }
});
