// Reads Terraform and OpenTofu: `.tf`, `.tofu`, `.tf.json`.
import type { DeclaredResource, IacReader } from '../declared.ts';
import { loadParser } from '../grammar.ts';
import type { HclBlock, HclFile } from './hcl.ts';
import { plainLiteral } from './hcl.ts';
import { parseHclJson } from './hclJson.ts';
import type { HclReading } from './hclParse.ts';
import { readHclSteps } from './hclParse.ts';
import { inTurns } from '../turns.ts';
import { parseAddress, withoutKeys } from './terraformAddress.ts';

/** Resource blocks of any provider, module calls (as type `module`), and what `removed` blocks were about. */
export const terraform: IacReader = {
  canRead: (path) => /\.(tf|tofu|tf\.json|tofu\.json)$/i.test(path),
  async read(text, path) {
    return (await readHcl(text, path)).blocks.flatMap((block) => declare(block) ?? []);
  },
};

/** Files as last read: identities ask for the same folder again and again, an editor for the same text. Code only, never state. */
const lastRead = new Map<string, { readonly text: string; readonly reading: HclReading }>();
const MOST_HELD = 500;

/** The blocks of a file of any of the forms; for `.tfvars` its attributes. Of a later version, only what changed is read. */
export async function readHcl(text: string, path: string): Promise<HclFile> {
  const parser = await loadParser('terraform');
  const held = lastRead.get(path);
  if (held?.text === text) return held.reading.file;
  const reading = path.toLowerCase().endsWith('.json')
    ? { file: parseHclJson(text, path), pieces: [] }
    : await inTurns(readHclSteps(parser, text, path, held?.reading));
  lastRead.delete(path);
  lastRead.set(path, { text, reading });
  const [oldest] = lastRead.keys();
  if (lastRead.size > MOST_HELD && oldest !== undefined) lastRead.delete(oldest);
  return reading.file;
}

/** What a block declares; undefined for anything but resources, module calls with all their labels, and what was removed. */
export function declare(block: HclBlock): DeclaredResource | undefined {
  const [first, second] = block.labels;
  const repeated = (['count', 'for_each'] as const).find((name) => block.attributes.has(name));
  const place = {
    tool: /[\\/]cdktf\.out[\\/]/.test(block.file) ? ('cdktf' as const) : ('terraform' as const),
    file: block.file,
    range: block.range,
    nameRange: block.headRange,
    attributes: literals(block),
    ...(repeated ? { repeated } : {}),
  };
  if (block.type === 'resource' && first && second) return { ...place, address: `${first}.${second}`, iacType: first, name: second };
  if (block.type === 'module' && first) return { ...place, address: `module.${first}`, iacType: 'module', name: first };
  const removed = removedAddress(block);
  const { resource, moduleAddress = '' } = (removed === undefined ? undefined : parseAddress(removed)) ?? {};
  if (removed === undefined) return undefined;
  return { ...place, address: removed, iacType: resource?.type ?? 'module', name: resource?.name ?? moduleAddress.split('.').at(-1) ?? '' };
}

/** What a `removed` block is about, without keys; undefined for any other block. */
export function removedAddress(block: HclBlock): string | undefined {
  if (block.type !== 'removed' || block.labels.length > 0) return undefined;
  const source = block.attributes.get('from')?.source.replace(/^\$\{(.*)\}$/s, '$1');
  const address = source === undefined ? undefined : withoutKeys(source);
  return address !== undefined && parseAddress(address) ? address : undefined;
}

function literals(
  block: HclBlock,
  prefix = '',
  into: Record<string, string> = Object.create(null) as Record<string, string>,
): Record<string, string> {
  for (const [name, attribute] of block.attributes) {
    const literal = plainLiteral(attribute);
    if (literal !== undefined) into[prefix + name] = literal;
  }
  for (const nested of block.blocks) literals(nested, `${prefix}${nested.type}.`, into);
  return into;
}
