// The sandbox account that `npm run aws` shows: a twin of the sample's production that shares nothing with it.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { CloudTrailClient, DescribeTrailsCommand, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { synthetic, startAws } from '../../scripts/aws/index.ts';
import { again } from '../../scripts/aws/sandbox/live.ts';
import { bucketName, home, logGroupName, sandbox } from '../../scripts/aws/sandbox/names.ts';
import { writeProfiles } from '../../scripts/aws/sandbox/profiles.ts';
import { startSandbox, type Sandbox } from '../../scripts/aws/sandbox/start.ts';
import { client, day } from './invented.ts';

const sample = path.join(import.meta.dirname, '..', '..', '.sample', 'logs');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'traillens-aws-'));
let made: Sandbox;

before(async () => {
  made = await startSandbox({ logs: sample, strict: true });
});
after(async () => {
  await made.aws.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

describe('the sandbox', () => {
  it('shares no id, name, number or time with production', () => {
    const own = made.records.map((record) => JSON.stringify(record)).join('\n');
    assert.ok(!/111122223333|acme-prod|\/prod\//.test(own));
    const opaque =
      /\b(?:sg|vpc|subnet|i|vol|vpce)-0[0-9a-f]{16}\b|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\bA(?:KIA|SIA|ROA|IDA)[A-Z0-9]+EXAMPLE/g;
    const ours = new Set(own.match(opaque));
    const theirs = fs
      .readdirSync(sample, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.includes('111122223333') && name.endsWith('.gz') && !name.includes('Truncated'))
      .flatMap(
        (name) =>
          gunzipSync(fs.readFileSync(path.join(sample, name)))
            .toString()
            .match(opaque) ?? [],
      );
    assert.ok(ours.size > 10_000 && theirs.length > 10_000);
    assert.deepEqual(theirs.filter((id) => ours.has(id)), []); // prettier-ignore
  });

  it('ends within the last day', () => {
    const last = Date.parse(made.records.at(-1)!.eventTime);
    const now = made.aws.clock.now();
    assert.ok(last <= now && last > now - 1.1 * day, new Date(last).toISOString());
  });

  it('has every class in its bucket and log group, and only what belongs there in its history', () => {
    const classes = made.aws.bucket(bucketName).list(`trails/AWSLogs/${sandbox}/`, '/', '', 1000).prefixes;
    assert.deepEqual(classes.map((one) => one.split('/').at(-2)), ['CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'CloudTrail']); // prettier-ignore
    assert.ok(made.aws.logGroup(sandbox, logGroupName).arrived().length >= made.records.length);
    const inHistory = ['us-east-1', 'eu-west-1', home, 'us-west-2'].flatMap((region) => made.aws.history.entries(sandbox, region));
    const belong = made.records.filter((one) => one.eventCategory === 'Management' || one.eventCategory === 'Insight');
    assert.deepEqual(inHistory.map(({ id }) => id).sort(), belong.map(({ eventID }) => eventID).sort());
    assert.ok(inHistory.some(({ insight }) => insight));
  });

  it('repeats what happened, now', () => {
    const model = made.records.find((one) => one.userIdentity?.['sessionContext'] && one.readOnly === false)!;
    const copy = again(model, Date.UTC(2027, 0, 1));
    assert.equal(copy.eventTime, '2027-01-01T00:00:00Z');
    assert.equal(copy.eventName, model.eventName);
    assert.notEqual(copy.eventID, model.eventID);
  });
});

describe('the profiles of the sandbox', () => {
  const untouched = { ...process.env };
  before(() => {
    const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = writeProfiles(folder, made.aws.url);
    Object.assign(process.env, { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE, AWS_ENDPOINT_URL: made.aws.url });
  });
  after(() => {
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AWS_ENDPOINT_URL']) delete process.env[name];
    Object.assign(process.env, untouched);
  });
  const who = async (profile: string, more: object = {}) =>
    (await new STSClient({ region: home, credentials: fromIni({ profile, ...more }) }).send(new GetCallerIdentityCommand({}))).Arn;

  it('get in by keys, by a role, and by a role with a device', async () => {
    assert.equal(await who('sandbox'), `arn:aws:iam::${sandbox}:user/dana`);
    assert.match((await who('sandbox-audit')) ?? '', /:assumed-role\/auditor\//);
    assert.match((await who('sandbox-mfa', { mfaCodeProvider: async () => '123456' })) ?? '', /:assumed-role\/operator\//);
    await assert.rejects(who('sandbox-mfa', { mfaCodeProvider: async () => '1' }), /MultiFactorAuthentication failed/);
    await assert.rejects(who('sandbox-sso'), /SSO session/);
  });

  it('see the trails: one well, one that fails, and the organization’s', async () => {
    const { trailList } = await new CloudTrailClient({ region: home, profile: 'sandbox' }).send(new DescribeTrailsCommand({}));
    assert.deepEqual(trailList?.map(({ Name }) => Name), ['sandbox-trail', 'copy-for-auditors', 'org-audit-trail']); // prettier-ignore
  });
});

describe('a synthetic set', () => {
  it('is the same every time, spread over accounts and Regions', async () => {
    const set = synthetic({ events: 3000, accounts: 2, regions: 3, until: Date.now() });
    const aws = await startAws({ accounts: set.accounts, quotas: false });
    for (const { account, region, entries } of set.streams) aws.history.add(account, region, entries);
    const key = set.accounts[1]!.keys![0]!;
    const credentials = { accessKeyId: key.id, secretAccessKey: key.secret };
    const page = await new CloudTrailClient({ ...client(aws), region: 'ap-northeast-1', credentials }).send(new LookupEventsCommand({}));
    assert.equal(page.Events?.length, 50);
    assert.equal(set.streams[0]!.entries.length, 500);
    const { text } = set.streams[0]!.entries[0]!;
    assert.ok(String(text).length > 1000 && String(text).length < 1500);
    await aws.close();
  });
});
