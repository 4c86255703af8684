// The command line as scripts use it: what it prints, and its exit status.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

const cli = path.resolve(import.meta.dirname, '../../dist/cli.js');
const folder = mkdtempSync(path.join(tmpdir(), 'traillens-cli-'));
const logs = path.join(folder, 'logs');
const store = path.join(folder, 'store');
after(() => rmSync(folder, { recursive: true, force: true }));

const record = (n: number, eventName: string, requestParameters: object, responseElements: object | null = null): string =>
  JSON.stringify({
    eventVersion: '1.11',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333', userName: 'alice' },
    eventTime: `2026-07-14T10:00:0${n}Z`,
    eventSource: 'ec2.amazonaws.com',
    eventName,
    awsRegion: 'eu-west-1',
    sourceIPAddress: '192.0.2.1',
    userAgent: 'aws-cli/2.32.10',
    requestParameters,
    responseElements,
    eventID: `00000000-0000-4000-8000-00000000000${n}`,
    readOnly: eventName.startsWith('Describe'),
    eventType: 'AwsApiCall',
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
  });

const group = 'sg-0123456789abcdef0';
const records = [
  record(1, 'CreateSecurityGroup', { groupName: 'web', vpcId: 'vpc-0123456789abcdef0' }, { groupId: group }),
  record(2, 'AuthorizeSecurityGroupIngress', { groupId: group }),
  record(3, 'DescribeSecurityGroups', { securityGroupIdSet: { items: [{ groupId: group }] } }),
  record(4, 'CreateSecurityGroup', { groupName: 'web-b', vpcId: 'vpc-0123456789abcdef0' }, { groupId: 'sg-0123456789abcdef1' }),
];

const run = (...args: string[]): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
};

before(() => {
  mkdirSync(logs);
  writeFileSync(path.join(logs, 'a.json'), `{"Records":[${records.join(',')}]}`);
});

test('imports, again without reading anything twice, and lists what it could not read', () => {
  const first = run('import', logs, '--store', store);
  assert.equal(first.status, 0, first.err);
  const { seconds: _, ...counts } = JSON.parse(first.out) as Record<string, number>;
  assert.deepEqual(counts, { files: 1, events: 4, duplicates: 0, problems: 0 });
  assert.equal((JSON.parse(run('import', logs, '--store', store).out) as Record<string, number>)['files'], 0);

  writeFileSync(path.join(logs, 'b.json'), `{"Records":[${record(5, 'StopLogging', {})},{"eventName":"Bro`);
  const second = run('import', logs, '--store', store);
  assert.equal(second.status, 1);
  assert.match(second.err, /b\.json: record 2: badRecord/);
  assert.equal((JSON.parse(second.out) as Record<string, number>)['events'], 5);
});

test('a history by name finds what is known by id, and no namesake', () => {
  const { status, out } = run('history', 'web', '--store', store, '--json');
  assert.equal(status, 0);
  const { events, coverage } = JSON.parse(out) as {
    events: { name: string; match: { confidence: string } }[];
    coverage: { events: number };
  };
  assert.deepEqual(
    events.map(({ name }) => name),
    ['DescribeSecurityGroups', 'AuthorizeSecurityGroupIngress', 'CreateSecurityGroup'],
  );
  assert.ok(events.every(({ match }) => match.confidence !== 'possible'));
  assert.equal(coverage.events, 5);
  assert.equal(run('history', group, '--store', store, '--changes', '--jsonl').out, `${[records[1], records[0]].join('\n')}\n`);
});

test('events come as they were logged, newest first, and limits are said', () => {
  const { out, err } = run('events', 'name:Create*', '--store', store, '--limit', '1', '--jsonl');
  assert.equal(out, `${records[3]}\n`);
  assert.match(err, /newest 1 of 2/);
});

test('changes outside the code of a folder, with their evidence; a call of a module is not told beside its block', () => {
  const code = path.join(folder, 'code');
  mkdirSync(path.join(code, 'group'), { recursive: true });
  const block = 'resource "aws_security_group" "web" {\n  name = "web"\n}\n';
  writeFileSync(path.join(code, 'group', 'main.tf'), block);
  writeFileSync(path.join(code, 'main.tf'), 'module "group" {\n  source = "./group"\n}\n');
  const { status, out, err } = run('outside', code, '--store', store);
  assert.equal(status, 0, err);
  const lines = out.trimEnd().split('\n');
  assert.match(lines[0] ?? '', /^module\.group\.aws_security_group\.web {2}terraform {2}group\/main\.tf:1$/);
  assert.match(lines[1] ?? '', /AuthorizeSecurityGroupIngress {2}by alice {2}AWS CLI 2\.32\.10: userAgent contains aws-cli\/2\.32\.10/);
  assert.equal(lines.length, 3, out);
  const json = JSON.parse(run('outside', code, '--store', store, '--json').out) as { resources: { changes: { key: string }[] }[] };
  assert.match(json.resources[0]?.changes[0]?.key ?? '', /^00000000-/);
  assert.match(run('outside', code, '--store', store, '--until', '2026-07-01').err, /No change outside the code of 1 declared resources\./);
  assert.equal(run('outside', path.join(folder, 'none'), '--store', store).status, 2);
});

test('nothing found says what was looked at; wrong use says how it is used', () => {
  assert.match(run('history', 'sg-0fffffffffffffff0', '--store', store).err, /None of the 5 events held/);
  for (const args of [
    ['history'],
    ['events', 'colour:red', '--store', store],
    ['nonsense'],
    ['events', '--store', path.join(folder, 'none')],
  ]) {
    const { status, err } = run(...args);
    assert.equal(status, 2, args.join(' '));
    assert.match(err, /usage:/);
  }
});
