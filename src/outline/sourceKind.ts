// What kinds of sources there are: places on this computer's disk, and places at AWS.
import type { SourceInfo } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import { logGroupName } from './awsWords.ts';

interface Look {
  /** What the place is called in a tooltip. */
  readonly word: string;
  readonly icon: string;
  readonly name: (path: string) => string;
  readonly atAws: boolean;
}

const LOOKS: Readonly<Record<string, Look>> = {
  folder: { word: 'Folder', icon: 'folder', name: baseName, atAws: false },
  file: { word: 'File', icon: 'file', name: baseName, atAws: false },
  eventHistory: { word: 'Event history', icon: 'cloud', name: (path) => `Event history of ${accountOf(path)}`, atAws: true },
  bucket: { word: 'Bucket', icon: 'archive', name: (path) => path.replace(/^s3:\/\//, '').replace(/\/+$/, ''), atAws: true },
  logGroup: { word: 'Log group', icon: 'output', name: logGroupName, atAws: true },
};

function look({ kind }: Pick<SourceInfo, 'kind'>): Look {
  return (Object.hasOwn(LOOKS, kind) ? LOOKS[kind] : undefined) ?? { word: 'Source', icon: 'file', name: baseName, atAws: false };
}

/** `AWSLogs`, `Event history of 111122223333`, `acme-trail/prod`. */
export function sourceName(source: Pick<SourceInfo, 'kind' | 'path'>): string {
  return visible(look(source).name(source.path), 200);
}

export function sourceIcon(source: Pick<SourceInfo, 'kind'>): string {
  return look(source).icon;
}

export function sourceWord(source: Pick<SourceInfo, 'kind'>): string {
  return look(source).word;
}

/** Whether its events come from AWS, and not from files on this disk. */
export function isAtAws(source: Pick<SourceInfo, 'kind'>): boolean {
  return look(source).atAws;
}

/** The account of `aws:111122223333/event-history`. */
function accountOf(path: string): string {
  return /^aws:([^/]*)\//.exec(path)?.[1] ?? path;
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
