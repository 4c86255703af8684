// Which resources of an assembly a construct of the program makes: by the place CDK wrote down, else by its id.
import type { DeclaredConstruct } from './cdk.ts';
import type { Frame } from './cdkFrames.ts';
import { isSameFile } from './cdkFrames.ts';
import { UNKNOWN, asWhole } from '../pattern.ts';

type Whole = ReturnType<typeof asWhole>;

/** What an app made: of each resource the path of its construct, and where the program made it as far as that was written down. */
export interface Made<T extends MadeResource> {
  readonly resources: readonly T[];
  /** Construct path → class, as CDK's own names go. */
  readonly classes: ReadonlyMap<string, string>;
}

export interface MadeResource {
  readonly path: string;
  readonly frames: readonly Frame[];
}

/** The program around a construct, and where it lies. */
export interface Surroundings {
  readonly file: string;
  readonly appDir: string;
  readonly roots: readonly string[];
  readonly constructs: readonly DeclaredConstruct[];
}

/** What a construct makes, the resource it mainly stands for first; empty when the assembly does not have it. */
export function resourcesOf<T extends MadeResource>(construct: DeclaredConstruct, assembly: Made<T>, around: Surroundings): T[] {
  const matches = asWhole(construct.id);
  const made = madeAt(construct, assembly, around);
  // Where code was moved since, another construct may stand at the place: its path does not have this one's id.
  const prefixes = new Set(made.flatMap(({ path }) => prefixOf(path, matches) ?? []));
  const sure = construct.id === UNKNOWN ? made : made.filter(({ path }) => prefixOf(path, matches) !== undefined);
  if (sure.length > 0) {
    const below = construct.id === UNKNOWN ? [] : assembly.resources.filter(({ path }) => isBelow(path, prefixes));
    return inOrder(new Set([...below, ...sure]), prefixes);
  }
  if (construct.id.replaceAll(UNKNOWN, '') === '') return [];
  const byId = pathsById(construct, assembly, around.constructs);
  return inOrder(new Set(assembly.resources.filter(({ path }) => isBelow(path, byId))), byId);
}

function madeAt<T extends MadeResource>(
  { construction }: DeclaredConstruct,
  assembly: Made<T>,
  { file, appDir, roots }: Surroundings,
): T[] {
  const { line, character } = construction.range.start;
  const isHere = (frame: Frame): boolean =>
    frame.line === line + 1 &&
    (frame.column === undefined || frame.column === character + 1 || file.endsWith('.py')) &&
    isSameFile(frame, file, appDir, roots);
  return assembly.resources.filter(({ frames }) => frames.some(isHere));
}

/** Paths of constructs with the id, fewer where class or scope tells them apart. */
function pathsById(construct: DeclaredConstruct, assembly: Made<MadeResource>, constructs: readonly DeclaredConstruct[]): Set<string> {
  const matches = asWhole(construct.id);
  const { callee } = construct.construction;
  const candidates = new Set(assembly.resources.flatMap(({ path }) => prefixesOf(path, matches)));
  const ofClass = [...candidates].filter((path) => {
    const known = assembly.classes.get(path);
    // Classes of CDK itself are told apart; those of the program's own have the names of their bases here.
    return known === undefined || !known.startsWith('aws-cdk-lib.') || !callee.startsWith('aws-cdk-lib.') || known === callee;
  });
  const scopes = scopesOf(construct, constructs).map(asWhole);
  const inScope = ofClass.filter((path) => {
    const parent = path.split('/').at(-2);
    return parent !== undefined && scopes.some((scope) => scope.test(parent));
  });
  return new Set(inScope.length > 0 ? inScope : ofClass);
}

/** Ids that the scope may have, as far as this file tells. */
function scopesOf({ construction }: DeclaredConstruct, constructs: readonly DeclaredConstruct[]): string[] {
  const scope = construction.positional[0]?.source ?? '';
  const own = /^(this|self|scope)$/.test(scope);
  return constructs
    .filter(({ construction: other }) => (own ? other.callee === construction.within : other.assignedTo === scope))
    .map(({ id }) => id)
    .filter((id) => id.replaceAll(UNKNOWN, '') !== '');
}

/** All beginnings of a path that end in a segment with the id. */
function prefixesOf(path: string, matches: Whole): string[] {
  const segments = path.split('/');
  return segments.flatMap((segment, index) => (matches.test(segment) ? [segments.slice(0, index + 1).join('/')] : []));
}

/** The innermost of them. */
function prefixOf(path: string, matches: Whole): string | undefined {
  return prefixesOf(path, matches).at(-1);
}

/** The path itself or one below. */
function isBelow(path: string, prefixes: ReadonlySet<string>): boolean {
  for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) if (prefixes.has(path.slice(0, end))) return true;
  return false;
}

/** The construct's own resource first, which CDK calls `Resource` or `Default`; for each place the code stands for. */
function inOrder<T extends MadeResource>(resources: ReadonlySet<T>, prefixes: ReadonlySet<string>): T[] {
  const own = ({ path }: MadeResource): boolean => prefixes.has(path) || prefixes.has(path.replace(/\/(Resource|Default)$/, ''));
  return [...[...resources].filter(own), ...[...resources].filter((resource) => !own(resource))];
}
