// Every operation there is, by service.
import type { Handler } from './call.ts';
import { cloudFormationOperations } from './cloudformation.ts';
import { logOperations } from './logs.ts';
import { lookupEvents } from './lookup.ts';
import { portalOperations } from './portal.ts';
import { accountOperations, ec2Operations } from './regionLists.ts';
import { s3Operations } from './s3.ts';
import { stsOperations } from './sts.ts';
import { trailOperations } from './trails.ts';

export const services: Readonly<Record<string, Readonly<Record<string, Handler>>>> = {
  cloudtrail: { LookupEvents: lookupEvents, ...trailOperations },
  cloudformation: cloudFormationOperations,
  sts: stsOperations,
  account: accountOperations,
  ec2: ec2Operations,
  s3: s3Operations,
  logs: logOperations,
  sso: portalOperations,
};

/** Calls that carry no signature. */
export const unsigned = new Set(['sts.AssumeRoleWithWebIdentity', 'sso.GetRoleCredentials']);
