// What is lacking to know a resource, as a command's argument or a restored panel tells it.
import type { Lack } from '../resource/identity.ts';

/** What an error's button or the panel gives: it was made here, but may come from a panel that was restored. */
export function parseLack(value: unknown): Lack | undefined {
  if (typeof value !== 'object' || value === null || !('of' in value) || !('file' in value)) return undefined;
  const { of, file } = value;
  if (typeof of !== 'string' || !Object.hasOwn(LACKS, of) || typeof file !== 'string') return undefined;
  const root = 'root' in value && typeof value.root === 'string' ? { root: value.root } : {};
  const stack = 'stack' in value ? stackIn(value.stack) : {};
  return { of: of as Lack['of'], file, ...root, ...stack };
}

const LACKS: Readonly<Record<Lack['of'], true>> = {
  state: true,
  remoteState: true,
  stack: true,
  cdkOut: true,
  cdktfOut: true,
  export: true,
  package: true,
  deployment: true,
};

function stackIn(value: unknown): Pick<Lack, 'stack'> {
  if (typeof value !== 'object' || value === null || !('name' in value) || typeof value.name !== 'string') return {};
  const account = 'account' in value && typeof value.account === 'string' ? { account: value.account } : {};
  const region = 'region' in value && typeof value.region === 'string' ? { region: value.region } : {};
  return { stack: { name: value.name, ...account, ...region } };
}
