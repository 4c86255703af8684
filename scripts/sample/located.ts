// Where the workspace declares a resource, and which of its names the workspace tells.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declared } from './declared.ts';
import { parseAddress } from './state.ts';
import type { Identifier } from './truthShape.ts';

/** A declared resource and the file that declares it. */
export interface Located {
  readonly resource: Declared;
  readonly tool: 'terraform' | 'cloudformation';
  readonly managed: boolean;
  /** Relative to the workspace. */
  readonly file: string;
}

const modules: Readonly<Record<string, string>> = { worker_blue: 'service', worker_green: 'service', queue: 'queue', bastion: 'bastion' };

/** Modules' own file, for a module's resource; for others the file whose text has the block. */
export function terraformFile(workspace: string, address: string): string {
  const { module, type, name } = parseAddress(address);
  if (module) return `modules/${modules[/^module\.(\w+)/.exec(module)?.[1] ?? ''] ?? ''}/main.tf`;
  const files = ['main.tf', 'network.tf', 'storage.tf', 'database.tf', 'iam.tf', 'functions.tf'];
  const found = files.find((file) => readFileSync(join(workspace, file), 'utf8').includes(`resource "${type}" "${name}" {`));
  if (!found) throw new Error(`no file of the sample workspace declares ${address}`);
  return found;
}

/** Line of the block's first line, from 1. */
export function lineOf(workspace: string, at: Located): number {
  const lines = readFileSync(join(workspace, at.file), 'utf8').split('\n');
  const { address } = at.resource;
  const parts = at.tool === 'terraform' ? parseAddress(address) : undefined;
  const head = parts ? `resource "${parts.type}" "${parts.name}" {` : at.file.endsWith('.json') ? `    "${address}": {` : `  ${address}:`;
  const line = lines.indexOf(head) + 1;
  if (line === 0) throw new Error(`${at.file} does not declare ${address}`);
  return line;
}

/** All names of a resource, with how they can be known. */
export function identifiers(at: Located, text: string): Identifier[] {
  const { resource } = at;
  if (resource.parent && at.tool === 'terraform') return [{ value: resource.id, kind: 'id', how: 'state' }];
  const own = ['identifier', 'function_name', 'alarm_name', 'bucket'].flatMap((key) => resource.attributes[key] ?? []);
  const names = [...new Set([resource.id, resource.arn, resource.name, ...own])].filter(
    (value): value is string => typeof value === 'string' && value !== '',
  );
  const prefix = /^(acme-batch-)\d{26}$/.exec(resource.name ?? '')?.[1];
  const pattern: Identifier[] = prefix ? [{ value: `${prefix}*`, kind: 'pattern', how: 'literal' }] : [];
  const told = names.map((value): Identifier => {
    const kind =
      value === resource.arn || value.startsWith('arn:') ? 'arn' : value === resource.name || own.includes(value) ? 'name' : 'id';
    const how = at.tool === 'terraform' && at.managed ? 'state' : text.includes(value) ? 'literal' : 'physical';
    return { value, kind, how };
  });
  return [...pattern, ...told];
}
