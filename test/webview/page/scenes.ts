// The scenes of the development page, by name.
import type { NextStep } from '../../../src/protocol/aws.ts';
import type { HistoryRow } from '../../../src/protocol/backend.ts';
import { detailOf, groupScene, identity } from './group.ts';
import type { Scene } from './scene.ts';

const hostileName = 'bob\u202Egnp.exe\u0000\u001b[31m<img src=x onerror=alert(1)>\u200B';
const archiveStep: NextStep = {
  kind: 'loadArchive',
  label: 'Load 2026-08 from the trail’s bucket: about 1,240 files, 310 MB',
  profile: 'prod',
  address: 's3://acme-trail',
  from: '2026-08-01',
  to: '2026-08-31',
  accounts: ['111122223333'],
  regions: ['eu-central-1'],
};
const askedText =
  '24 of the 1,204 events held name sg-0a1b2c3d4e5f60718. Held: Event history of 111122223333; 2026-08-27 10:31 UTC to 2026-11-25 10:31 UTC; account 111122223333; Region eu-central-1. Event history of 111122223333 in eu-central-1 was looked up by sg-0a1b2c3d4e5f60718 and web-public since 2026-08-27 10:31 UTC; that finds changes, but hardly any reads. More is coming from 111122223333 in us-east-1, waiting for AWS’s quota of 2 calls a second. Not read: 111122223333 in eu-south-1. A service control policy of the organization denies cloudtrail:LookupEvents there. Ask whoever administers the organization. Last asked 2026-11-25 10:31 UTC. CloudTrail delivers minutes late, so the newest events may still come. Event history goes back 90 days; what is older is in trails alone.';
const hostileWhat = '"><script>alert(1)</script> \u2066admin\u2069 a\u0300\u0301\u0302\u0303\u0304\u0305';

/** All scenes; `now` is the present. */
export function scenes(now: number): Readonly<Record<string, () => Scene>> {
  const hour = 3_600_000;
  return {
    story: () => groupScene(315, now),
    few: () => groupScene(3, now),
    large: () => groupScene(100_000, now),
    long() {
      const base = groupScene(60, now);
      const endless = 'aVeryLongNameWithoutAnyPlaceToBreakThatGoesOnAndOnAndOn'.repeat(4);
      return {
        ...base,
        row: (index) => {
          const row = base.row(index);
          return {
            ...row,
            eventName: `${row.eventName}${endless}`,
            what: endless,
            actor: { ...row.actor, name: `${endless}/${row.actor.name}` },
            origin: { ...row.origin, name: `Terraform ${endless}` },
            sourceIPAddress: '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
          };
        },
        answer: {
          ...base.answer,
          identity: {
            ...identity,
            address: `module.${endless}.aws_security_group.web`,
            missing: `No state file was found, so only the name is known. Run terraform init in this folder, or add the state by TrailLens: Add State File. ${endless}`,
            values: identity.values.map((value) => ({ ...value, value: `${value.value}${endless}` })),
          },
          coverage: { ...base.answer.coverage, accounts: ['111122223333', '444455556666'] },
        },
      };
    },
    hostile() {
      const base = groupScene(40, now);
      const row = (index: number): HistoryRow => ({
        ...base.row(index),
        eventName: index % 3 === 0 ? 'Put\u202EtcejbO' : base.row(index).eventName,
        what: hostileWhat,
        time: index === 5 ? NaN : base.row(index).time,
        actor: { kind: 'user', name: hostileName },
        origin: {
          kind: 'unknown',
          name: 'Mozilla/5.0 \u0007\u009b2J \ud800 javascript:alert(1)',
          evidence: 'userAgent\ncontains\u2028that',
        },
        sourceIPAddress: '203.0.113.9\u200F',
      });
      return {
        ...base,
        row,
        detail: (one) => ({
          ...detailOf(one, undefined),
          record: `{"eventName":"Put\u202Ex","__proto__":{"a":1},"1":1,"0":2,"n":12345678901234567890.10,"deep":${'['.repeat(60)}${']'.repeat(60)},"ctl":"\\u0000\u007f","html":"<img src=x onerror=alert(1)>"}`,
        }),
        answer: { ...base.answer, identity: { ...identity, address: `aws_iam_user.${hostileName}` } },
      };
    },
    deleted() {
      const base = groupScene(120, now);
      const last: HistoryRow = {
        ...base.row(0),
        eventName: 'DeleteSecurityGroup',
        what: '',
        outcome: 'change',
        actor: {
          kind: 'role',
          name: 'Admin/alice',
          arn: 'arn:aws:sts::111122223333:assumed-role/Admin/alice',
          account: '111122223333',
          behind: 'alice@example.com',
        },
        origin: { kind: 'console', name: 'console', evidence: 'sessionCredentialFromConsole is true' },
        sourceIPAddress: '203.0.113.24',
        errorCode: '',
      };
      return {
        ...base,
        row: (index) => (index === 0 ? last : base.row(index)),
        answer: {
          ...base.answer,
          deleted: last,
          lastKnown: {
            at: now - 3 * hour,
            attributes: [
              { path: 'groupName', value: '"web-public"', by: base.row(119) },
              { path: 'vpcId', value: '"vpc-0123456789abcdef0"', by: base.row(119) },
              {
                path: 'ipPermissions',
                value:
                  '[{"ipProtocol":"tcp","fromPort":22,"toPort":22,"cidrIp":"0.0.0.0/0"},{"ipProtocol":"tcp","fromPort":443,"toPort":443,"cidrIp":"0.0.0.0/0"}]',
                by: base.row(3),
              },
              { path: 'tags.Environment', value: '"prod"', by: base.row(30) },
            ],
          },
        },
      };
    },
    empty() {
      const base = groupScene(0, now);
      return {
        ...base,
        answer: {
          ...base.answer,
          coverageText:
            'None of the 214,332 events of 1 source (account 111122223333, eu-central-1, 24 Aug 2026 to 22 Nov 2026, management events only) names sg-0a1b2c3d4e5f60718, its ARN or its name. It may be older than that, or in another account. Add the logs of the account that owns it, or look at the possible matches.',
        },
      };
    },
    asking() {
      const base = groupScene(24, now);
      return {
        ...base,
        answer: { ...base.answer, coverageText: askedText, steps: [{ kind: 'cancelLookup', label: 'Stop Asking' }, archiveStep] },
      };
    },
    asked() {
      const base = groupScene(0, now);
      const steps: NextStep[] = [
        { kind: 'signIn', label: 'Sign In to prod-audit…', profile: 'prod-audit' },
        { kind: 'lookUp', label: 'Ask AWS Again' },
        archiveStep,
      ];
      return { ...base, answer: { ...base.answer, possibleLeftOut: 0, coverageText: askedText, steps } };
    },
    nothing() {
      const base = groupScene(0, now);
      return {
        ...base,
        answer: {
          ...base.answer,
          possibleLeftOut: 0,
          coverage: { ...base.answer.coverage, sources: [], events: 0, problems: 0, first: NaN, last: NaN, accounts: [], regions: [] },
          coverageText: 'No log folder or file has been added yet, so there is nothing to look in. Add a folder with CloudTrail log files.',
        },
      };
    },
  };
}
