// The Region a resource's provider is set to, as far as the code says so in words.
import type { HclBlock } from './hcl.ts';
import { isKnown } from '../pattern.ts';
import type { Scope } from './terraformEval.ts';
import { Trace, asText, evaluateAttribute } from './terraformEval.ts';

/** By the resource's own `region`, else by its provider, in this folder or the ones that call it. */
export function regionOf(block: HclBlock, scope: Scope): string | undefined {
  const own = block.attributes.get('region');
  if (own) return asRegion(asText(evaluateAttribute(own, scope, new Trace())));
  const provider = block.attributes.get('provider')?.source ?? '';
  return providerRegion(/^aws(?:cc)?\.([\w-]+)$/.exec(provider)?.[1], scope);
}

function providerRegion(alias: string | undefined, scope: Scope): string | undefined {
  const provider = scope.module.providers.find(
    ({ attributes }) => attributes.get('alias')?.source === (alias === undefined ? undefined : `"${alias}"`),
  );
  if (provider) return asRegion(asText(evaluateAttribute(provider.attributes.get('region'), scope, new Trace())));
  if (!scope.caller) return undefined;
  // `providers = { aws = aws.west }` hands another provider down.
  const handed = scope.caller.block.attributes.get('providers')?.source ?? '';
  const mapped = new RegExp(`\\baws${alias === undefined ? '' : `\\.${alias}`}\\s*=\\s*aws\\.([\\w-]+)`).exec(handed)?.[1];
  return providerRegion(mapped ?? undefined, scope.caller.scope);
}

function asRegion(text: string): string | undefined {
  return isKnown(text) && /^[a-z]{2}(-[a-z]+)+-\d$/.test(text) ? text : undefined;
}
