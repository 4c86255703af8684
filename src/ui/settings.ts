// The extension's settings, read anew at each use.
import * as vscode from 'vscode';
import type { TimeZone } from '../protocol/panel.ts';
import { isReadyRange, type ReadyRange } from '../outline/timeRange.ts';

function read<T>(name: string): T | undefined {
  return vscode.workspace.getConfiguration('traillens').get<T>(name);
}

/** Folders and files of logs, as written. The editor leaves out what an untrusted workspace sets. */
export function logFolders(): string[] {
  const value = read<unknown>('logFolders');
  return Array.isArray(value) ? value.filter((path): path is string => typeof path === 'string' && path.trim() !== '') : [];
}

/** Connections to AWS, as written. The editor leaves out what an untrusted workspace sets. */
export function connectionSetting(): unknown {
  return read<unknown>('connections');
}

/** Calls per account and Region that asking Event history in the background may take. */
export function callsPerRegion(): number {
  const value = read<unknown>('eventHistory.callsPerRegion');
  return typeof value === 'number' && Number.isFinite(value) && value >= 1 ? Math.floor(value) : 100;
}

/** How much CodeLenses say. */
export type CodeLensMode = 'full' | 'changesOnly' | 'off';

/** Earlier versions had true and false. */
export function codeLensMode(): CodeLensMode {
  const value = read<unknown>('codeLens');
  if (value === false || value === 'off') return 'off';
  return value === 'changesOnly' ? value : 'full';
}

/** Stacks of a template, by name or ARN, as the setting says. */
export function stacksSetting(file: string): string[] {
  const value = read<unknown>('stacks');
  if (typeof value !== 'object' || value === null) return [];
  const key = vscode.workspace.asRelativePath(vscode.Uri.file(file), false);
  const found = Object.entries(value).find(([path]) => path.replace(/^\.\//, '') === key)?.[1] as unknown;
  return (Array.isArray(found) ? found : [found]).filter((one): one is string => typeof one === 'string' && one.trim() !== '');
}

/** The `terraform` or `tofu` that is run when the user agrees to it; '' for the one on the PATH. */
export function terraformPath(): string {
  const value = read<unknown>('terraformPath');
  return typeof value === 'string' ? value.trim() : '';
}

export function timeZone(): TimeZone {
  return read<unknown>('timeZone') === 'utc' ? 'utc' : 'local';
}

/** Remembered for all workspaces. */
export async function setTimeZone(zone: TimeZone): Promise<void> {
  await vscode.workspace.getConfiguration('traillens').update('timeZone', zone, vscode.ConfigurationTarget.Global);
}

/** The range Activity starts with. */
export function firstTimeRange(): ReadyRange {
  const value = read<unknown>('activity.timeRange');
  return isReadyRange(value) ? value : '30d';
}
