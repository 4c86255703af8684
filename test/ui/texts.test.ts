import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Lack } from '../../src/resource/identity.ts';
import type { BlameAnswer, EventDetail, HistoryRow } from '../../src/protocol/backend.ts';
import type { Origin } from '../../src/event/event.ts';
import { outsideText } from '../../src/outline/outside.ts';
import { parseActivityState } from '../../src/ui/activityState.ts';
import { askable, asked, surelyResource } from '../../src/resource/asked.ts';
import { droppedUris } from '../../src/ui/dropped.ts';
import { eventFileName } from '../../src/ui/eventName.ts';
import { countText, lensText, mendText } from '../../src/ui/lensText.ts';
import { logFolderPaths } from '../../src/ui/logFolderPaths.ts';
import { panelHtml } from '../../src/ui/panelHtml.ts';
import { pivotIdentity } from '../../src/ui/pivot.ts';
import { now, row } from '../outline/fixtures.ts';

const exact = { confidence: 'exact', reason: 'requestParameters.groupId is sg-0a1b2c3d4e5f60718' } as const;

function blame(over: Partial<HistoryRow> = {}, more: Partial<BlameAnswer> = {}): BlameAnswer {
  return { events: 3, possible: 0, recent: 3, last: { ...row(), match: exact, what: '', ...over }, ...more };
}

const lens = (answers: readonly BlameAnswer[], missing?: string, lack?: Lack) =>
  lensText({ tool: 'terraform', answers, ...(missing === undefined ? {} : { missing }), ...(lack ? { lack } : {}) }, now);
const byTerraform = { kind: 'terraform', name: 'Terraform 1.9.5', evidence: 'userAgent contains Terraform/1.9.5' } as const;

test('a lens tells the newest change of all instances, and whether it came by another way than the code', () => {
  assert.equal(lens([]).title, 'CloudTrail history');
  assert.equal(lens([blame()]).title, 'changed yesterday by alice · console · outside Terraform');
  assert.match(lens([blame()]).tooltip, /It came outside Terraform: console \(sessionCredentialFromConsole is true\)$/);
  const newer = blame({ time: now - 60_000, actor: { kind: 'role', name: 'ci' }, origin: byTerraform });
  assert.equal(lens([blame(), newer, blame()]).title, '3 instances · changed 1 min ago by ci · Terraform 1.9.5');
  assert.doesNotMatch(lens([newer]).tooltip, /outside/);
});

test('a lens tells who deleted it first', () => {
  const deleted = { ...row({ eventName: 'DeleteSecurityGroup' }), match: exact, what: '' };
  assert.equal(lens([blame({ time: now }, { deleted })]).title, 'deleted yesterday by alice · console · outside Terraform');
});

test('a second lens counts changes, where there is more than one', () => {
  const counted = (...recent: number[]) => countText({ tool: 'cdk', answers: recent.map((one) => blame({}, { recent: one })) });
  assert.equal(counted(12), '12 changes in 90 days');
  assert.equal(counted(1200, 34), '1,234 changes in 90 days');
  assert.equal(counted(1), undefined);
  assert.equal(counted(), undefined);
});

test('a lens is honest about what it does not know', () => {
  assert.equal(lens([{ events: 0, possible: 0, recent: 0 }]).title, 'CloudTrail: no event held');
  assert.equal(lens([{ events: 4, possible: 0, recent: 0 }]).title, 'CloudTrail: no change held, 4 events');
  assert.match(lens([blame({ match: { confidence: 'possible', reason: '' } })]).title, /^possibly changed/);
  assert.match(lens([blame({ outcome: 'attempt' })]).title, /^attempt yesterday/);
  assert.match(lens([blame({ actor: { kind: 'user', name: 'e\u202Eve' } })]).title, /e⟨U\+202E⟩ve/);
  const none = 'There is no terraform.tfstate in /code: what is known comes from the code alone. The code gives it no name.';
  assert.deepEqual(lens([], none, { of: 'state', file: '/code/main.tf' }), {
    title: 'not resolved: no state is read (why?)',
    tooltip: none,
  });
  assert.equal(lens([], 'google_dns_zone is not a resource of AWS: CloudTrail does not know it.').title, 'not a resource of AWS');
  assert.equal(lens([], 'Something else.').title, 'not resolved: no name is known (why?)');
});

test('a lens leads to what AWS could tell, where a name is lacking or only guessed', () => {
  const stack: Lack = { of: 'stack', file: '/code/template.yaml' };
  const held = { tool: 'cloudformation', answers: [blame()], lack: stack };
  assert.equal(mendText({ ...held, guessed: true }), 'Read Its Stack…');
  assert.equal(mendText({ ...held, guessed: false }), undefined);
  assert.equal(mendText({ ...held, answers: [], missing: 'Its name is made up.', guessed: false }), 'Read Its Stack…');
  assert.equal(mendText({ ...held, answers: [], guessed: false }), undefined, 'nobody has looked yet');
  const remote: Lack = { of: 'remoteState', file: '/code/main.tf', root: '/code' };
  assert.equal(mendText({ ...held, answers: [], missing: 'Its state is remote.', lack: remote }), 'Read Its State…');
  const none: Lack = { of: 'state', file: '/code/main.tf', root: '/code' };
  assert.equal(mendText({ ...held, answers: [], missing: 'There is no state.', lack: none }), undefined, 'it may never have been applied');
});

test('what is outside depends on the tool that declares', () => {
  const origin = (kind: Origin['kind']): Origin => ({ kind, name: kind, evidence: '' });
  assert.equal(outsideText('cdk', origin('cloudformation')), undefined);
  assert.equal(outsideText('cloudformation', origin('terraform')), 'outside CloudFormation');
  assert.equal(outsideText('pulumi', origin('terraform')), 'outside Pulumi');
  assert.equal(outsideText('cdktf', origin('terraform')), undefined);
  assert.equal(outsideText('terraform', origin('unknown')), undefined, 'nobody can tell');
});

test('an ARN is asked for with its other names and its place', () => {
  const identity = asked('arn:aws:lambda:eu-central-1:111122223333:function:orders');
  assert.equal(identity.account, '111122223333');
  assert.equal(identity.region, 'eu-central-1');
  assert.deepEqual(
    identity.values.map(({ value, kind }) => [value, kind]),
    [
      ['arn:aws:lambda:eu-central-1:111122223333:function:orders', 'arn'],
      ['orders', 'name'],
    ],
  );
  assert.equal(asked('sg-0a1b2c3d4e5f60718').values[0]?.kind, 'id');
  assert.equal(asked('prod-*').values[0]?.kind, 'pattern');
});

test('only what surely names a resource is taken from the clipboard', () => {
  assert.equal(surelyResource(' arn:aws:s3:::logs '), true);
  assert.equal(surelyResource('"i-0123456789abcdef0"'), true);
  for (const text of ['hunter2', 'correct horse', '', 'two\nlines', 'x'.repeat(3000)]) assert.equal(surelyResource(text), false, text);
});

test('quotes and commas around a selected name are dropped', () => {
  assert.equal(askable('  "my-bucket",'), 'my-bucket');
  for (const text of ['', '""', 'a\nb', 'x'.repeat(3000)]) assert.equal(askable(text), undefined);
});

test('names of documents hold nothing that a record chose but letters and digits', () => {
  assert.equal(eventFileName('DeleteBucket', Date.parse('2026-07-14T10:22:05Z')), 'DeleteBucket 2026-07-14 10.22.05Z.json');
  assert.equal(eventFileName('../../etc/passwd\u202E?#', NaN), 'etcpasswd.json');
  assert.equal(eventFileName('', NaN), 'Event.json');
});

test('written folders become absolute paths, or are left out where there is no workspace', () => {
  const written = ['~/trail', '../logs', '${workspaceFolder}/x', '/abs', ' /abs ', '~user'];
  assert.deepEqual(logFolderPaths(written, '/code/ws', '/home/me'), [
    '/home/me/trail',
    '/code/logs',
    '/code/ws/x',
    '/abs',
    '/code/ws/~user',
  ]);
  assert.deepEqual(logFolderPaths(written, undefined, '/home/me'), ['/home/me/trail', '/abs']);
});

test('a drop carries URIs, comments and blank lines', () => {
  assert.deepEqual(droppedUris('# from the Explorer\r\nfile:///a\r\n\r\nfile:///b'), ['file:///a', 'file:///b']);
});

test('what was remembered is read with care', () => {
  const first = { groupBy: 'resource', changesOnly: true, range: '30d', filter: '' };
  for (const value of [undefined, 7, [], { groupBy: 'constructor', range: '1y', filter: 3 }, { range: { since: 5, until: 1 } }]) {
    assert.deepEqual(parseActivityState(value, '30d'), first);
  }
  const set = { groupBy: 'actor', changesOnly: false, range: { since: 1, until: 5 }, filter: 'ip:192.0.2.1' };
  assert.deepEqual(parseActivityState(set, '30d'), set);
});

test('the page runs one script, by nonce, and reaches nothing', () => {
  const html = panelHtml({ script: 'vscode://x/main.js', style: 'vscode://x/main.css', cspSource: 'vscode://x', nonce: 'abc' });
  assert.match(html, /default-src 'none'; script-src 'nonce-abc'; style-src vscode:\/\/x;/);
  assert.doesNotMatch(html, /unsafe|connect-src|frame-src/);
  assert.equal(html.match(/<script/g)?.length, 1);
});

const detail: EventDetail = {
  row: row({ actor: { kind: 'role', name: 'ci/run-1', arn: 'arn:aws:sts::111122223333:assumed-role/ci/run-1', session: 'run-1' } }),
  key: 'k',
  summary: [],
  touches: [
    { role: 'target', name: 'logs', values: ['logs', 'arn:aws:s3:::logs'], type: 'AWS::S3::Bucket', path: 'requestParameters.bucketName' },
    { role: 'mention', name: 'sg-1', values: ['sg-1'], path: 'requestParameters.groupId' },
  ],
  changes: [],
  notes: [],
  record: JSON.stringify({
    requestID: 'REQ1',
    userIdentity: { sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/ci' } } },
  }),
};

test('a pivot asks for the value the record tells', () => {
  const value = (...args: Parameters<typeof pivotIdentity>) => pivotIdentity(...args)?.values[0]?.value;
  assert.equal(value(detail, 'actor'), 'arn:aws:iam::111122223333:role/ci');
  assert.equal(value(detail, 'session'), 'arn:aws:sts::111122223333:assumed-role/ci/run-1');
  assert.equal(value(detail, 'accessKey'), 'ASIAALICEEXAMPLE');
  assert.equal(value(detail, 'ip'), '198.51.100.7');
  assert.equal(value(detail, 'request'), 'REQ1');
  assert.equal(value(detail, 'resource'), 'logs');
  assert.equal(value(detail, 'resource', 'sg-1'), 'sg-1');
  assert.equal(pivotIdentity(detail, 'resource')?.resourceType, 'AWS::S3::Bucket');
});

test('a pivot on what the record does not tell leads nowhere', () => {
  for (const record of ['{}', 'not json', '[1]', '{"requestID":7}'])
    assert.equal(pivotIdentity({ ...detail, record }, 'request'), undefined);
  assert.equal(pivotIdentity({ ...detail, row: row({ accessKeyId: '' }) }, 'accessKey'), undefined);
  assert.equal(pivotIdentity({ ...detail, touches: [] }, 'resource'), undefined);
});
