import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trailChildren, type TrailNode, type TrailsShown } from '../../src/outline/trails.ts';
import { trailText } from '../../src/outline/trailText.ts';
import { answer, connection, fault, job, shown, tail, trail } from './awsFixtures.ts';
import { print } from './fixtures.ts';

function tree(over: Partial<TrailsShown>): Promise<string> {
  return print<TrailNode>(async (node) => trailChildren(node, shown(over)), trailText);
}

const logGroupArn = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/cloudtrail/acme:*';

test('a trail says how well it records, what, and where to', async () => {
  const selectors = {
    basic: [],
    advanced: [
      { name: 'all but KMS', fields: [] },
      { name: 'objects of exports', fields: [] },
    ],
  };
  const full = trail(
    { logGroupArn, kmsKeyId: 'arn:aws:kms:eu-central-1:111122223333:key/1234', isOrganization: true },
    { selectors, insights: ['ApiCallRateInsight'] },
  );
  const stopped = trail(
    {
      name: 'old',
      arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/old',
      homeRegion: 'eu-west-1',
      prefix: '',
      isMultiRegion: false,
      hasGlobalServiceEvents: false,
    },
    { status: { isLogging: false }, faults: [fault({ message: 'cloudtrail:GetInsightSelectors is denied.', region: 'eu-west-1' })] },
  );
  const prod = connection();
  assert.equal(
    await tree({ trails: new Map([['prod', answer(prod, [full, stopped])]]), tails: [tail()] }),
    `\
$(account) prod  ‹111122223333 · 3 Regions›
  $(pass good) acme  ‹records, delivered 4 min ago›
    $(pass good) Logging
    $(filter) Records  ‹2 selectors: all but KMS; objects of exports›
      $(filter) all but KMS
      $(filter) objects of exports
    $(archive) Bucket  ‹s3://acme-trail/audit›
    $(output) Log group  ‹/aws/cloudtrail/acme›
    $(lock) KMS key  ‹eu-central-1:111122223333:key/1234›
    $(globe) Home Region  ‹eu-central-1, records all Regions›
  $(broadcast good) Live tail  ‹12 events›
  $(error bad) old  ‹stopped›
    $(error bad) Not logging  ‹Start it again.›
    $(filter) Records  ‹management events, All›
    $(archive) Bucket  ‹s3://acme-trail›
    $(output quiet) No log group  ‹a live tail needs one›
    $(globe) Home Region  ‹eu-west-1›
`,
  );
});

test('connections say how they stand; Regions that refuse stand together with their reasons', async () => {
  const prod = connection();
  const faults = [
    fault(),
    fault({ region: 'eu-south-1', message: 'The Region is not enabled.', code: 'regionOff' }),
    fault({ region: 'eu-west-1' }),
  ];
  const out = connection({
    choice: { profile: 'audit' },
    state: 'signedOut',
    regions: [],
    fault: fault({ code: 'signedOut', profile: 'audit', message: 'The sign-in of “audit” has expired. Sign in again.' }),
  });
  const { caller: _, ...noCaller } = connection({
    choice: { profile: 'broken' },
    state: 'failed',
    regions: [],
    fault: fault({ code: 'noCredentials', message: 'No credentials.' }),
  });
  const waiting = { choice: { profile: 'slow' }, state: 'connecting', regions: [] } as const;
  assert.equal(
    await tree({
      connections: [prod, out, noCaller, waiting],
      trails: new Map([['prod', answer(prod, [], faults)]]),
      lookupFaults: [fault()],
    }),
    `\
$(account) prod  ‹111122223333 · 3 Regions›
  $(circle-slash attempt) Trails: 3 Regions refused  ‹2 Regions: access denied, eu-south-1: Region not enabled›
    $(circle-slash attempt) 2 Regions: access denied  ‹cloudtrail:LookupEvents is denied by a service control policy. Ask who looks after your organization.›
      $(circle-slash attempt) us-east-1  ‹cloudtrail:LookupEvents is denied by a service control policy. Ask who looks after your organization.›
      $(circle-slash attempt) eu-west-1  ‹cloudtrail:LookupEvents is denied by a service control policy. Ask who looks after your organization.›
    $(circle-slash attempt) eu-south-1: Region not enabled  ‹The Region is not enabled.›
  $(circle-slash attempt) Event history: 1 Region refused  ‹us-east-1: access denied›
    $(circle-slash attempt) us-east-1: access denied  ‹cloudtrail:LookupEvents is denied by a service control policy. Ask who looks after your organization.›
  $(info) No Region told its trails  ‹Event history of 90 days is there without a trail›
$(key warning) audit  ‹111122223333 · sign-in expired›
  $(warning warning) The sign-in of “audit” has expired. Sign in again.
$(error bad) broken  ‹111122223333 · no credentials›
  $(error bad) No credentials.
$(loading~spin) slow  ‹connecting…›
  $(loading~spin) Connecting…  ‹asking AWS who this is›
`,
  );
});

test('while AWS is asked, and before', async () => {
  assert.match(await tree({ asking: true }), /\$\(loading~spin\) Asking 3 Regions…\n/);
  assert.match(await tree({}), /Trails are not asked for yet {2}‹Refresh asks›/);
  assert.equal(await tree({ connections: [] }), '', 'the welcome shows');
});

test('loads stand under their connection, or alone when it is gone', async () => {
  const jobs = [
    job(),
    job({ id: 2, state: 'paused', question: { ...job().question, profile: 'gone', to: '2026-04-01' } }),
    job({
      id: 3,
      state: 'done',
      filesDone: 1240,
      bytesDone: 310_000_000,
      faults: [fault({ code: 'kmsDenied', message: 'kms:Decrypt is denied.' })],
    }),
  ];
  assert.equal(
    (
      await tree({
        jobs,
        asking: true,
        tails: [
          tail({ id: 9, state: 'paused', held: 3, sampled: true, question: { profile: 'prod', group: 'g', filter: 'name:Delete*' } }),
        ],
      })
    ).replace(/ {2}\$\(loading.*\n/, ''),
    `\
$(debug-pause warning) 2026-04-01  ‹paused · 120 of 1,240 files · 3.1 MB of 310 MB · 12,345 events · acme-trail/audit›
$(account) prod  ‹111122223333 · 3 Regions›
  $(cloud-download) 2026-04-01 – 2026-04-30  ‹120 of 1,240 files · 3.1 MB of 310 MB · 12,345 events · acme-trail/audit›
  $(check good) 2026-04-01 – 2026-04-30  ‹1,240 files · 310 MB · 12,345 events · 1 problem · acme-trail/audit›
    $(circle-slash attempt) us-east-1  ‹kms:Decrypt is denied.›
  $(debug-pause warning) Live tail  ‹paused · 12 events · 3 waiting · sampled: AWS left some out · name:Delete*›
`,
  );
});

test('what AWS says is written out', async () => {
  const prod = connection({ choice: { profile: 'p\u202Erod' } });
  const odd = trail({ name: 'a\u200Bb', bucket: 'x\ny' });
  const text = await tree({ connections: [prod], trails: new Map([['p\u202Erod', answer(prod, [odd])]]) });
  assert.match(text, /p⟨U\+202E⟩rod/);
  assert.match(text, /a⟨U\+200B⟩b/);
  assert.match(text, /x↵y/);
});
