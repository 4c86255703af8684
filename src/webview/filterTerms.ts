// What the filter box offers to those who ask what it understands.

/** What the filter language knows, with an example each. */
export const terms: readonly (readonly [string, string])[] = [
  ['name:Authorize*', 'event name'],
  ['actor:alice', 'who'],
  ['origin:terraform', 'by what means'],
  ['outside:terraform', 'by any means but this tool’s own; also cloudformation, pulumi, code'],
  ['ip:203.0.113.*', 'source address'],
  ['is:change', 'change, attempt, denied, read, root, console, service, human, insight'],
  ['error:AccessDenied', 'error code'],
  ['region:eu-west-1', 'Region'],
  ['account:111122223333', 'account'],
  ['service:ec2', 'service'],
  ['session:deploy-42', 'session'],
  ['key:AKIA*', 'access key'],
  ['resource:sg-*', 'resource named'],
  ['since:7d until:2d', 'time'],
  ['-name:Describe*', 'minus: not'],
];
