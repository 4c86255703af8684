// How a trail stands: does it record, does what it records arrive, and what is not in it. In words.
import type { AwsFault, TrailFacts, TrailStatus } from '../source/aws/port.ts';
import { managementCoverage, serviceName } from './trailSelectors.ts';

export { selectorsText } from './trailSelectors.ts';

/** `note`: worth knowing, nothing is wrong. */
export type FindingLevel = 'good' | 'note' | 'warning' | 'bad' | 'unknown';

/** One thing about a trail. */
export interface TrailFinding {
  readonly level: FindingLevel;
  /** Without a full stop. Error codes in it are the service's own text: callers escape. */
  readonly text: string;
  /** What to do about it, as a sentence. */
  readonly next?: string;
}

/** How a trail stands. */
export interface TrailHealth {
  /** The worst of the findings; `unknown` when nothing is known to be wrong, but what matters could not be asked. */
  readonly verdict: 'good' | 'warning' | 'bad' | 'unknown';
  /** The one thing to know, without a full stop: whether it logs, and when it last delivered. */
  readonly headline: string;
  /** The headline's finding first, then by what they are about. */
  readonly findings: readonly TrailFinding[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** CloudTrail delivers about every 5 minutes when there is something to deliver; digests come every hour. CloudTrail user guide */
const LATE_DELIVERY = 2 * HOUR;
const LATE_DIGEST = 3 * HOUR;

/** How the trail stands at `now` (ms since 1970). */
export function trailHealth(facts: TrailFacts, now: number): TrailHealth {
  const head = facts.status === undefined ? statusUnknown(facts.faults) : logging(facts.status, now);
  const findings = [
    head,
    ...(facts.status === undefined ? [] : deliveries(facts, facts.status, now)),
    ...coverage(facts),
    ...facts.faults.filter(({ message }) => message !== head.next).map(unasked),
  ];
  const has = (level: FindingLevel): boolean => findings.some((one) => one.level === level);
  const isBlind = facts.status === undefined || facts.selectors === undefined;
  const verdict = has('bad') ? 'bad' : facts.status === undefined ? 'unknown' : has('warning') ? 'warning' : isBlind ? 'unknown' : 'good';
  return { verdict, headline: head.text, findings };
}

function statusUnknown(faults: readonly AwsFault[]): TrailFinding {
  const fault = faults.find(({ permission }) => permission === 'cloudtrail:GetTrailStatus') ?? faults[0];
  const why =
    fault === undefined ? 'it was not asked yet' : fault.code === 'denied' ? 'asking for it is not allowed' : 'asking for it failed';
  return { level: 'unknown', text: `Status not known: ${why}`, ...(fault === undefined ? {} : { next: fault.message }) };
}

/** Whether it logs, and whether that arrives in the bucket. */
function logging(status: TrailStatus, now: number): TrailFinding {
  if (!status.isLogging) {
    const next = 'Start it again in CloudTrail. What happened since is in Event history only, for 90 days.';
    if (status.stoppedLogging !== undefined) return { level: 'bad', text: `Not logging since ${stamp(status.stoppedLogging)}`, next };
    return { level: 'bad', text: status.startedLogging === undefined ? 'Not logging: it was never started' : 'Not logging', next };
  }
  if (status.deliveryError !== undefined)
    return { level: 'bad', text: `Delivery to the bucket fails: ${status.deliveryError}`, next: deliveryAdvice(status.deliveryError) };
  if (status.delivered === undefined) {
    const isNew = status.startedLogging !== undefined && now - status.startedLogging < HOUR;
    return isNew
      ? { level: 'good', text: `Logging since ${stamp(status.startedLogging)}; nothing delivered yet` }
      : {
          level: 'warning',
          text: 'Logging, but nothing was ever delivered',
          next: 'Look at the bucket’s policy and at what the trail’s selectors leave.',
        };
  }
  if (now - status.delivered <= LATE_DELIVERY) return { level: 'good', text: `Logging; delivered ${ago(status.delivered, now)}` };
  return {
    level: 'warning',
    text: `Last delivery ${ago(status.delivered, now)} (a busy account delivers every 5 minutes)`,
    next: 'If something did happen in the account since, look at the bucket’s policy, its key and its lifecycle rules.',
  };
}

/** What else is delivered: to the bucket when the head told of something else, digests, CloudWatch Logs, SNS. */
function deliveries({ trail }: TrailFacts, status: TrailStatus, now: number): TrailFinding[] {
  const found: TrailFinding[] = [];
  const add = (level: FindingLevel, text: string, next?: string): void =>
    void found.push({ level, text, ...(next === undefined ? {} : { next }) });
  const headIsOther = !status.isLogging || status.deliveryError !== undefined;
  if (headIsOther && status.delivered !== undefined) add('note', `Last delivery ${ago(status.delivered, now)}, ${stamp(status.delivered)}`);
  if (!status.isLogging && status.deliveryError !== undefined)
    add('bad', `Delivery to the bucket failed: ${status.deliveryError}`, deliveryAdvice(status.deliveryError));
  if (!trail.validatesLogFiles)
    add(
      'warning',
      'No log file validation: nobody can tell whether log files were changed or deleted',
      'Turn it on in the trail’s settings; it costs nothing.',
    );
  else if (status.digestError !== undefined)
    add('warning', `Delivery of digest files fails: ${status.digestError}`, deliveryAdvice(status.digestError));
  else if (status.isLogging && status.digestDelivered !== undefined && now - status.digestDelivered > LATE_DIGEST)
    add('warning', `Last digest file ${ago(status.digestDelivered, now)} (one is due every hour)`, deliveryAdvice(''));
  else if (status.digestDelivered !== undefined) add('good', `Log file validation; last digest file ${ago(status.digestDelivered, now)}`);
  if (trail.logGroupArn !== undefined) found.push(toLogs(status, now));
  if (status.notificationError !== undefined)
    add(
      'warning',
      `Notifications (SNS) fail: ${status.notificationError}`,
      'Look at the topic’s policy: CloudTrail must be allowed to publish.',
    );
  return found;
}

function toLogs(status: TrailStatus, now: number): TrailFinding {
  const next = 'Look at the trail’s role for CloudWatch Logs, and whether the log group still exists.';
  if (status.logsError !== undefined) return { level: 'warning', text: `CloudWatch delivery failing: ${status.logsError}`, next };
  if (status.logsDelivered === undefined) return { level: 'note', text: 'CloudWatch Logs: nothing delivered yet' };
  // Both get the same events: only where the bucket got some since has CloudWatch Logs missed any.
  if (status.delivered !== undefined && status.delivered - status.logsDelivered > LATE_DELIVERY)
    return { level: 'warning', text: `CloudWatch Logs is behind the bucket: last delivery ${ago(status.logsDelivered, now)}`, next };
  return { level: 'good', text: `CloudWatch Logs; delivered ${ago(status.logsDelivered, now)}` };
}

/** What is not in it. */
function coverage({ trail, selectors, insights }: TrailFacts): TrailFinding[] {
  const found: TrailFinding[] = [];
  const add = (level: FindingLevel, text: string): void => void found.push({ level, text });
  if (trail.isOrganization) add('note', `Organization trail of ${trail.account}`);
  if (!trail.isMultiRegion) add('warning', `Single Region: events of other Regions than ${trail.homeRegion} are not in it`);
  if (!trail.isMultiRegion && !trail.hasGlobalServiceEvents)
    add('warning', 'No global service events: those of IAM, CloudFront and global STS are not in it');
  if (selectors !== undefined) {
    const { reads, writes, without, partly } = managementCoverage(selectors);
    if (!reads && !writes) add('warning', 'No management events: creating, changing and deleting resources is not in it');
    else if (!writes) add('warning', 'Read-only: changes are not in it');
    else if (!reads) add('note', 'Write-only: reads are not in it');
    if (partly) add('warning', 'Only some management events: its selectors have further conditions');
    if (without.length > 0) add('note', `Leaves out ${without.map(serviceName).join(' and ')} events`);
  }
  if (insights !== undefined && insights.length > 0) add('note', `Insights: ${insights.map(insightName).join(' and ')}`);
  return found;
}

function unasked({ message }: AwsFault): TrailFinding {
  return { level: 'unknown', text: message.replace(/\.$/, '') };
}

function insightName(type: string): string {
  return type === 'ApiCallRateInsight' ? 'unusual rates of calls' : type === 'ApiErrorRateInsight' ? 'unusual rates of errors' : type;
}

/** CloudTrail tells S3's own code. It goes on trying for 30 days. CloudTrail user guide */
function deliveryAdvice(code: string): string {
  if (/NoSuchBucket/.test(code)) return 'The bucket is gone: create it again, or give the trail another one.';
  if (/KMS|kms|NotFoundException/.test(code))
    return 'Look at the KMS key: it must exist, be enabled, and its policy must allow CloudTrail to encrypt.';
  if (/AccessDenied/.test(code))
    return 'Look at the bucket’s policy: CloudTrail must be allowed to write under the trail’s prefix. It tries again for 30 days.';
  return 'Look at the bucket, its policy and its key. CloudTrail tries again for 30 days.';
}

/** `2026-11-02 09:14 UTC` */
function stamp(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time)
    ? 'an unknown time'
    : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function ago(time: number, now: number): string {
  const span = now - time;
  if (span < MINUTE) return 'just now';
  const [count, unit] = span < HOUR ? [span / MINUTE, 'minute'] : span < 48 * HOUR ? [span / HOUR, 'hour'] : [span / (24 * HOUR), 'day'];
  const whole = Math.floor(count);
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}
