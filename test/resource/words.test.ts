import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kinship, singular, splitEventName, stemOf, typeNoun } from '../../src/resource/nouns.ts';
import { hasWhole, wordsOf } from '../../src/resource/words.ts';

test('words end at separators, and dots at their ends are the sentence', () => {
  assert.deepEqual(wordsOf('resource sg-0123. has (a "dependent") object, arn:aws:iam::1:role/x-y_z@a.b+c=d'), [
    'resource',
    'sg-0123',
    'has',
    'a',
    'dependent',
    'object',
    'arn',
    'aws',
    'iam',
    '1',
    'role',
    'x-y_z@a.b+c=d',
  ]);
  assert.deepEqual(wordsOf('...'), []);
  assert.deepEqual(wordsOf('größe'), ['größe']);
});

test('a value stands whole only where no word goes on', () => {
  assert.ok(hasWhole('group web-sg is used', 'web-sg'));
  assert.ok(hasWhole('the end is web-sg.', 'web-sg'));
  assert.ok(hasWhole('web-sg-b and web-sg', 'web-sg'));
  assert.ok(hasWhole('log-group:/aws/lambda/web:*', '/aws/lambda/web'));
  for (const text of ['web-sg-b', 'my-web-sg', 'web-sg.example.com', 'xweb-sg', '']) assert.ok(!hasWhole(text, 'web-sg'), text);
  assert.ok(!hasWhole('anything', ''));
});

test('nouns of events, parameters and types meet', () => {
  assert.deepEqual(splitEventName('UpdateFunctionCode20150331v2'), { verb: 'Update', noun: 'functioncode', head: 'functioncode' });
  assert.deepEqual(splitEventName('RestoreDBInstanceFromDBSnapshot'), {
    verb: 'Restore',
    noun: 'dbinstancefromdbsnapshot',
    head: 'dbinstance',
  });
  assert.deepEqual(splitEventName('DeleteAlarms'), { verb: 'Delete', noun: 'alarm', head: 'alarm' });
  assert.equal(stemOf('dBInstanceIdentifier'), 'dbinstance');
  assert.equal(stemOf('instanceIds'), 'instance');
  assert.equal(stemOf('aRN'), '');
  assert.equal(stemOf('description'), undefined);
  assert.equal(typeNoun('AWS::RDS::DBInstance'), 'dbinstance');
  assert.equal(singular('policies'), 'policy');
  assert.equal(singular('addresses'), 'address');
  assert.equal(singular('alias'), 'alias');
  assert.equal(kinship('group', 'securitygroup'), 90);
  assert.equal(kinship('subnet', 'vpc'), 0);
});
