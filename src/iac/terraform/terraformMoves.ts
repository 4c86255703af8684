// `moved` blocks: what a state still holds under an old address, the code declares under a new one.
import type { Scope } from './terraformEval.ts';
import { parseAddress, referredAddress, withoutKeys } from './terraformAddress.ts';
import type { Module } from './terraformModule.ts';
import type { State, StateInstance } from './terraformState.ts';
import type { RootStates } from './terraformStates.ts';

interface Move {
  /** Module, without keys, in whose code the block stands. */
  readonly modulePath: string;
  readonly from: string;
  readonly to: string;
}

const MOST_CALLS_DEEP = 8;
/** Moves of moves; code may lead in circles. */
const MOST_MOVES = 20;

/** The states of a root as they will be once its moves are applied. */
export function afterMoves(states: RootStates, root: Module): RootStates {
  const moves = movesOf(root, '', 0);
  return moves.length === 0 ? states : { ...states, states: states.states.map((state) => moveAll(state, moves)) };
}

function movesOf(module: Module, modulePath: string, depth: number): Move[] {
  const scope: Scope = { module };
  const own = module.moved.flatMap((block): Move[] => {
    const from = referredAddress(block.attributes.get('from'), scope);
    const to = referredAddress(block.attributes.get('to'), scope);
    return from === undefined || to === undefined ? [] : [{ modulePath, from, to }];
  });
  if (depth >= MOST_CALLS_DEEP) return own;
  const inner = [...module.children].flatMap(([name, child]) =>
    movesOf(child, `${modulePath === '' ? '' : `${modulePath}.`}module.${name}`, depth + 1),
  );
  return [...own, ...inner];
}

function moveAll(state: State, moves: readonly Move[]): State {
  const taken = new Set(state.instances.map(({ address }) => address));
  return { ...state, instances: state.instances.map((instance) => moveOne(instance, moves, taken)) };
}

function moveOne(instance: StateInstance, moves: readonly Move[], taken: ReadonlySet<string>): StateInstance {
  let address = instance.address;
  for (let count = 0; count < MOST_MOVES; count++) {
    const next = nextAddress(address, moves);
    // Terraform moves nothing to where something is.
    if (next === undefined || taken.has(next)) break;
    address = next;
  }
  const parsed = address === instance.address ? undefined : parseAddress(address);
  if (!parsed?.resource) return instance;
  const { type, name } = parsed.resource;
  const { moduleAddress } = parsed;
  return { ...instance, address, modulePath: withoutKeys(moduleAddress), moduleAddress, type, name, heldAs: instance.address };
}

function nextAddress(address: string, moves: readonly Move[]): string | undefined {
  for (const { modulePath, from, to } of moves) {
    const prefix = prefixOf(address, modulePath);
    if (prefix === undefined) continue;
    const rest = address.slice(prefix.length);
    const tail = rest.slice(from.length);
    // Without a key the block means all instances, unless it gives them a new one: `from = x.a` to `x.a["k"]`.
    const fits = rest.startsWith(from) && (tail === '' || tail.startsWith('.') || (tail.startsWith('[') && !to.endsWith(']')));
    if (fits && from !== to) return prefix + to + tail;
  }
  return undefined;
}

/** The part of an address that leads to the module, with its dot; undefined when it lies elsewhere. */
function prefixOf(address: string, modulePath: string): string | undefined {
  if (modulePath === '') return '';
  const { moduleAddress = '' } = parseAddress(address) ?? {};
  const wanted = modulePath.split('.').length / 2;
  const calls = moduleAddress.match(/module\.[^.[\]"\s]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g) ?? [];
  const prefix = calls.slice(0, wanted).join('.');
  return calls.length >= wanted && withoutKeys(prefix) === modulePath ? `${prefix}.` : undefined;
}
