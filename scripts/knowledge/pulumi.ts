// Pulumi's names for the same types, and what its documentation imports them by.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { packageDir } from './packages.ts';

export interface PulumiType {
  /** `aws:sqs/queue:Queue`. */
  readonly token: string;
  /** Letters of module and name, to compare: `sqsqueue`. */
  readonly letters: string;
  /** Letters of the name alone. */
  readonly bare: string;
  /** What the provider's identity consists of, where it says so. */
  readonly identity: readonly string[];
  /** An id as an import would write it. */
  readonly example: string;
}

export function readPulumiTypes(): readonly PulumiType[] {
  const dir = packageDir('@pulumi/aws');
  const files = fs.readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) => /^[a-z0-9]+\/\w+\.d\.ts$/.test(file));
  return files.sort().flatMap((file) => {
    const declared = fs.readFileSync(path.join(dir, file), 'utf8');
    const code = path.join(dir, file.replace(/\.d\.ts$/, '.js'));
    const [, token] = /__pulumiType = '([^']+)'/.exec(fs.readFileSync(code, 'utf8')) ?? [];
    if (token === undefined) return [];
    const [, module = '', , name = ''] = /^aws:(\w+)\/(\w+):(\w+)$/.exec(token) ?? [];
    const [, required = ''] = /#### Required\s([\s\S]*?)(?:####|Using )/.exec(declared) ?? [];
    const [, example = ''] = /\$ pulumi import aws:\S+ \S+ (.+)/.exec(declared) ?? [];
    const bare = name.toLowerCase();
    const identity = [...required.matchAll(/\* `(\w+)`/g)].map(([, attribute = '']) => attribute);
    return [{ token, letters: module + bare, bare, identity, example: example.trim().replace(/^['"]|['"]$/g, '') }];
  });
}
