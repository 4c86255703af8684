// Which resources of a stack a declaration stands for.
import { isSameFile } from '../cdk/cdkFrames.ts';
import { UNKNOWN, asWhole } from '../pattern.ts';
import type { PulumiDeclaration } from './pulumi.ts';
import type { PulumiResource, PulumiStack } from './pulumiState.ts';
import { sameToken } from './pulumiToken.ts';

/** By type and name, and by the place in the program where the name alone leaves several; of a component, what it is made of. */
export function heldOf(declaration: PulumiDeclaration, stack: PulumiStack, dir: string): PulumiResource[] {
  const ofType = stack.resources.filter(({ token }) => sameToken(token, declaration.token));
  const named = declaration.name === UNKNOWN ? [] : ofType.filter(({ name }) => asWhole(declaration.name).test(name));
  const candidates = declaration.name === UNKNOWN ? ofType : named;
  const here = candidates.filter((one) => isHere(one, declaration, dir));
  // A program that was edited since has its lines elsewhere: then the name decides alone.
  const found = here.length > 0 ? here : named;
  return found.flatMap((one) => (one.type === undefined ? madeBy(one, stack, 0) : [one]));
}

function isHere({ place }: PulumiResource, { resource: { file, range } }: PulumiDeclaration, dir: string): boolean {
  if (!place || place.line < range.start.line + 1 || place.line > range.end.line + 1) return false;
  return isSameFile({ file: `${dir}/${place.file}`, line: place.line }, file, dir, []);
}

/** Components may be made of components. */
function madeBy({ urn }: PulumiResource, stack: PulumiStack, depth: number): PulumiResource[] {
  if (depth > 10) return [];
  const children = stack.resources.filter(({ owner }) => owner === urn);
  return children.flatMap((child) => (child.type === undefined ? madeBy(child, stack, depth + 1) : [child]));
}
