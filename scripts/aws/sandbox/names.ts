// The sandbox: an account with a life of its own that looks like production's, because it is made from it.

export const sandbox = '999988887777';
export const management = '123456789012';
/** Stands where production's stories know a stranger by the sandbox's number. */
export const otherStranger = '888877776666';

export const home = 'eu-central-1';
/** Terraform's states. */
export const stateBucketName = 'acme-sandbox-terraform-state';
export const trailName = 'sandbox-trail';
export const bucketName = 'acme-sandbox-trail';
export const prefix = 'trails';
/** Key that the trail's files are sealed with. */
export const trailKey = '0c1d2e3f-1111-4222-8333-444455556666';
export const logGroupName = 'aws-cloudtrail-logs-sandbox';
export const logGroupArn = `arn:aws:logs:${home}:${sandbox}:log-group:${logGroupName}`;

/** Keys of `dana`, as the written profile has them. */
export const keyId = 'AKIASANDBOXDANAEXAMPLE';
export const secret = 'wJalrXUtnFEMIsandboxK7MDENGbPxRfEXAMPLE';
export const mfaSerial = `arn:aws:iam::${sandbox}:mfa/dana`;
