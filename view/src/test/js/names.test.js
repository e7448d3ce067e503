// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { functionKey, label, shown } from '../../main/resources/dev/tally/view/names.js';
import { stableClass, stableFile, stableFunction, stableMethod } from '../../main/resources/dev/tally/view/stable.js';

const TABLE = new URL('../../../../core/src/test/resources/dev/tally/profile/stable-names.tsv', import.meta.url);

const METHOD = {
  className: 'com.acme.Foo',
  name: 'bar',
  descriptor: '(I[Ljava/util/Map$Entry;[[J)V',
  sourceFile: 'Foo.java',
  firstLine: 12,
  kind: 'METHOD',
};

test('names are those that the statistics print', () => {
  const printed = (change) => label(functionKey({ ...METHOD, ...change }));
  assert.equal(printed({}), 'com/acme/Foo.java:12(Foo.bar)');
  assert.equal(printed({ className: 'com.acme.Foo$Inner' }), 'com/acme/Foo.java:12(Foo.Inner.bar)');
  assert.equal(printed({ className: 'com.acme.Foo$1' }), 'com/acme/Foo.java:12(Foo$1.bar)');
  assert.equal(printed({ className: 'Foo' }), 'Foo.java:12(Foo.bar)');
  assert.equal(printed({ firstLine: 0 }), 'com/acme/Foo.java:0(Foo.bar(int, Map.Entry[], long[][]))');
  assert.equal(printed({ firstLine: 0, descriptor: '' }), 'com/acme/Foo.java:0(Foo.bar)');
  assert.equal(printed({ sourceFile: '', className: 'com.acme.Foo$Bar' }), 'com/acme/Foo.class:12(Foo.Bar.bar)');
  assert.equal(printed({ kind: 'JDK', className: 'java.util.Map$Entry' }), '{java.util.Map.Entry.bar}');
  assert.equal(printed({ kind: 'SQL', className: '', name: 'select ?' }), '{select ?}');
});

test('names of another language are as they were given', () => {
  const python = { className: '', descriptor: '', kind: 'FUNCTION' };
  const module = functionKey({ ...python, name: '<module>', sourceFile: 'app/main.py', firstLine: 1 });
  assert.equal(label(module), 'app/main.py:1(<module>)');
  assert.equal(shown(module), '<module>');
  const builtin = functionKey({ ...python, name: '<built-in method time.sleep>', sourceFile: '~', firstLine: 0 });
  assert.equal(label(builtin), '{built-in method time.sleep}');
});

test('what stays of names is what core says', () => {
  const rules = { class: stableClass, method: stableMethod, function: stableFunction, file: stableFile };
  const lines = readFileSync(TABLE, 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) {
    const [what, name, stable] = line.split('\t');
    assert.equal(rules[what](name), stable, line);
    assert.equal(rules[what](stable), stable, line);
  }
  assert.ok(lines.length > 50);
});
