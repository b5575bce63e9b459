import assert from 'node:assert/strict';
import {test} from 'node:test';
import {places, unfinished} from './places.mjs';
import {tokenise} from './tokenise.mjs';
import {declarations} from './vocabulary.mjs';

/// The scopes of all that lies in the marked place, each as one string.
function scopes_at(marked) {
  const begin = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const lines = tokenise(marked.replace('«', '').replace('»', ''));
  const line = marked.slice(0, begin).split('\n').length - 1;
  const start = marked.lastIndexOf('\n', begin) + 1;
  const [from, to] = [begin - start, Math.max(end, begin + 1) - start];
  return lines[line].filter((token) => token.begin < to && token.end > from).map((token) => token.scopes);
}

for (const [marked, wanted, unwanted] of places) {
  test(`${marked.replaceAll('\n', '⏎')} is ${wanted}`, () => {
    const found = scopes_at(marked);
    assert.ok(found.length > 0);
    for (const scopes of found) {
      assert.match(scopes, new RegExp(`(^| )${wanted.replaceAll('.', '\\.')}`));
      if (unwanted) assert.doesNotMatch(scopes, new RegExp(`(^| )${unwanted.slice(1)}`));
      if (!wanted.startsWith('invalid')) assert.doesNotMatch(scopes, /invalid/);
    }
  });
}

test('whatever was left open, the next declaration is one', () => {
  assert.ok(declarations.length >= 11, declarations.join(' '));
  for (const open of unfinished) {
    for (const name of declarations) {
      const [, [first]] = tokenise(`${open}\n${name} x`);
      assert.match(first.scopes, /^source\.policy meta\.declaration\.\w+\.policy keyword\.declaration\.policy$/, `${name} after ${open}`);
    }
  }
});
