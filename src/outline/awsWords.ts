// How far work at AWS is and what it costs, in words.
import type { ArchiveEstimate, ArchiveJob, LogGroupEstimate, LookupProgress, LookupResult, TailState } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { refusedText } from './faults.ts';
import { bytes, count, number } from './words.ts';

/** `1,240 events · 38 calls · 12 of 34 Region streams · waiting for AWS’s quota`. */
export function lookupText({ events, calls, done, streams, waiting }: LookupProgress): string {
  const parts = [count(events, 'event'), count(calls, 'call')];
  if (streams > 0) parts.push(`${number(done)} of ${count(streams, 'Region stream')}`);
  if (waiting > 0 && done < streams) parts.push('waiting for AWS’s quota');
  return parts.join(' · ');
}

/** What came of asking Event history, or of reading a log group, in sentences. */
export function lookupResultText(name: string, result: LookupResult): string {
  const { cancelled, events, added, calls, unfinished, faults } = result;
  const fresh = events === 0 ? '' : added === events ? ', all new' : `, ${number(added)} new`;
  const held = calls === 0 && events === 0 && !cancelled && unfinished === 0 && faults.length === 0;
  if (held) return `${name}: all of it was held already.`;
  const sentences = [`${name}: ${cancelled ? 'stopped after ' : ''}${count(events, 'event')}${fresh}, in ${count(calls, 'call')}.`];
  if (unfinished > 0) sentences.push(`${count(unfinished, 'Region stream has', 'Region streams have')} more to come.`);
  if (faults.length > 0) sentences.push(refusedText(faults));
  return sentences.join(' ');
}

/** `$0.03`, `less than $0.01`. */
export function dollars(value: number): string {
  return value < 0.005 ? 'less than $0.01' : `$${value < 100 ? value.toFixed(2) : number(value)}`;
}

/** `about 1,240 files, 310 MB, 1,260 requests, roughly $0.03`. */
export function archiveEstimateText({ files, bytes: size, requests, dollars: price }: ArchiveEstimate): string {
  return `about ${count(files, 'file')}, ${bytes(size)}, ${count(requests, 'request')}, ${price < 0.005 ? '' : 'roughly '}${dollars(price)}`;
}

/** What else is to be known before a bucket is loaded, one line each. */
export function archiveEstimateNotes({ heldFiles, archivedFiles, accounts, regions }: ArchiveEstimate): string[] {
  const notes = [`Of ${count(accounts.length, 'account')} in ${count(regions.length, 'Region')}`];
  if (heldFiles > 0) notes.push(`${count(heldFiles, 'file is', 'files are')} held already and not fetched again`);
  if (archivedFiles > 0)
    notes.push(`${count(archivedFiles, 'file lies', 'files lie')} in Glacier storage and cannot be read before you restore them`);
  return notes;
}

/** What a log group's span is expected to hold. */
export function logGroupEstimateText({ events, calls }: LogGroupEstimate): string {
  if (events === undefined && calls === undefined) return 'how much there is cannot be told from its first page';
  return [events === undefined ? '' : `about ${count(events, 'event')}`, calls === undefined ? '' : `about ${count(calls, 'call')}`]
    .filter(Boolean)
    .join(', ');
}

/** `120 of 1,240 files · 3.1 MB of 310 MB · 12,345 events`. */
export function jobText({ state, filesDone, filesTotal, bytesDone, bytesTotal, events, faults }: ArchiveJob): string {
  const troubles = faults.length > 0 ? [count(faults.length, 'problem')] : [];
  if (state === 'done') return [count(filesDone, 'file'), bytes(bytesDone), count(events, 'event'), ...troubles].join(' · ');
  const files = filesTotal > 0 ? `${number(filesDone)} of ${count(filesTotal, 'file')}` : 'listing files';
  const size = bytesTotal > 0 ? [`${bytes(bytesDone)} of ${bytes(bytesTotal)}`] : [];
  const words = state === 'paused' ? ['paused'] : state === 'failed' ? ['failed'] : [];
  return [...words, files, ...size, count(events, 'event'), ...troubles].join(' · ');
}

/** `acme-trail/audit`, of an address. */
export function bucketText(address: string): string {
  return visible(address.replace(/^s3:\/\//, '').replace(/\/+$/, ''), 120);
}

/** `acme-trail/audit, 2026-04-01 – 2026-04-30`, of what a job loads. */
export function jobName({ question: { address, from, to } }: Pick<ArchiveJob, 'question'>): string {
  return `${bucketText(address)}, ${from === to ? from : `${from} – ${to}`}`;
}

/** `12 events · sampled`. */
export function tailText({ state, events, held, sampled, by, endedBecause }: TailState): string {
  const parts = [count(events, 'event')];
  if (state === 'starting') parts.unshift('starting');
  if (state === 'paused') parts.unshift('paused');
  if (state === 'ended')
    parts.unshift(endedBecause === 'timeLimit' ? 'ended after 3 hours' : endedBecause === 'fault' ? 'broke off' : 'stopped');
  if (state === 'paused' && held > 0) parts.push(`${number(held)} waiting`);
  if (sampled) parts.push('sampled: AWS left some out');
  if (by === 'filter') parts.push('asked every few seconds');
  return parts.join(' · ');
}

/** `/aws/cloudtrail/main` of a log group's ARN. */
export function logGroupName(arn: string): string {
  return arn.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '').replace(/:\*$/, '');
}
