// Holds one case against the product: code → identity → history, and back from each event to the code.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summaryOf } from '../../../src/event/summary.ts';
import { touchesOf } from '../../../src/event/touched.ts';
import { CodeIndex } from '../../../src/iac/workspace/codeIndex.ts';
import type { Candidate } from '../../../src/iac/workspace/codeIndex.ts';
import type { Deployed } from '../../../src/iac/deployed.ts';
import type { Identified } from '../../../src/iac/identify.ts';
import { identify } from '../../../src/iac/identify.ts';
import { ManyFiles } from '../../../src/iac/workspace/manyFiles.ts';
import { workspaceFiles } from '../../../src/iac/workspace/workspaceFiles.ts';
import { ask } from '../../../src/query/answer.ts';
import { historyRows } from '../../../src/query/history.ts';
import { EventReader } from '../../../src/query/reader.ts';
import type { ResourceIdentity } from '../../../src/resource/identity.ts';
import type { EventRef, EventStore } from '../../../src/store/port.ts';
import { pivotIdentity } from '../../../src/ui/pivot.ts';
import type { Told } from '../../query/records.ts';
import { storeOf } from '../../query/records.ts';
import { tableFiles } from '../disk.ts';
import '../knowledge.ts';
import type { Thing } from './things.ts';
import { eventsOf } from './things.ts';

/** How well code and what lies beside it know a resource. */
export type Known =
  /** By state, export or the like: all its events, each for sure. */
  | 'exactly'
  /** By the name in the code: all its events, none of them surer than a name from code is. */
  | 'by name'
  /** By a part of the name: its events are only possible. */
  | 'possibly';

/** One instance that the code stands for. */
export interface Meant {
  readonly thing: Thing;
  readonly known: Known;
  /** Values that the identity must have, all of them; those by which the thing is known by default. */
  readonly values?: readonly string[];
  /** For a part of the thing: names of those of its events that are the part's own. */
  readonly part?: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly file: string;
  /** Text of the line the cursor is in: the first line of the file that has it. */
  readonly cursor: string;
  /** Text of the block's first line, where the cursor is further in. */
  readonly header?: string;
  /** By address. */
  readonly meant: Readonly<Record<string, Meant>>;
  /** What else there is, and must not be taken for what is meant. */
  readonly decoys: readonly Thing[];
  /** What was read of stacks and remote states. */
  readonly deployed?: Deployed;
  /** What `missing` must say of every instance. */
  readonly says?: RegExp;
}

/** Defines the tests of the cases, each in a world of its own. */
export function checkAll(cases: readonly Case[]): void {
  for (const one of cases) test(one.name, () => check(one));
}

async function check(one: Case): Promise<void> {
  const lines = (one.files[one.file] ?? '').split(/\r?\n/);
  const line = lines.findIndex((text) => text.includes(one.cursor));
  const head = one.header === undefined ? line : lines.findIndex((text) => text.includes(one.header ?? ''));
  assert.ok(line >= 0 && head >= 0, 'the cursor is in the text');
  const files = { ...tableFiles(one.files, '/w'), ...(one.deployed ? { deployed: one.deployed } : {}) };
  const found = await identify(one.file, line, files);
  assert.deepEqual(found.map(({ address }) => address).sort(), Object.keys(one.meant).sort());
  for (const identified of found) assert.equal(identified.resource.nameRange.start.line, head, 'line of the block');
  const world = new World([...new Set([...Object.values(one.meant).map(({ thing }) => thing), ...one.decoys])]);
  for (const identified of found) {
    const meant = one.meant[identified.address];
    assert.ok(meant);
    assertIdentity(identified, meant);
    assertHistory(identified.identity, meant, world);
    if (one.says) assert.match(identified.identity.missing ?? '', one.says);
  }
  const index = new CodeIndex();
  const many = new ManyFiles(files);
  for (const file of (await workspaceFiles(files)).files) index.put(file, await many.identify(file));
  assertWayBack(one, head, index, world);
}

/** The events of all things, and which are whose. */
class World {
  readonly reader: EventReader;
  readonly things: readonly Thing[];
  readonly #store: EventStore;
  readonly #own = new Map<Thing, readonly EventRef[]>();

  constructor(things: readonly Thing[]) {
    const story: Told[] = [];
    for (const [day, one] of things.entries()) {
      const life = eventsOf(one, day);
      this.#own.set(
        one,
        life.map((_, i) => story.length + i),
      );
      story.push(...life);
    }
    this.things = things;
    this.#store = storeOf(story);
    this.reader = new EventReader(this.#store, () => 'none');
  }

  eventsOf(one: Thing, names?: readonly string[]): EventRef[] {
    const own = this.#own.get(one) ?? [];
    const rows = this.#store.rows(own);
    return own.filter((_, i) => names?.includes(rows[i]?.eventName ?? '') ?? true);
  }

  /** Those that tell the thing's name. */
  telling({ kind }: Thing, refs: readonly EventRef[]): EventRef[] {
    const rows = this.#store.rows(refs);
    return refs.filter((_, i) => kind.nameless?.includes(rows[i]?.eventName ?? '') !== true);
  }

  /** Events in words. */
  tell(refs: Iterable<EventRef>): string[] {
    const names = (ref: EventRef): string => {
      const [owner] = [...this.#own].find(([, own]) => own.includes(ref)) ?? [];
      return `${this.#store.rows([ref])[0]?.eventName ?? ''} of ${owner?.kind.tf} ${owner?.name} in ${owner?.account} ${owner?.region}`;
    };
    return [...refs].map(names).sort();
  }
}

function assertIdentity({ identity }: Identified, { thing, known, values, part }: Meant): void {
  const of = part ? identity.parent : identity;
  assert.ok(of, 'a part leads to what it is a part of');
  const expected = values ?? (known === 'exactly' ? thing.kind.names(thing) : known === 'by name' ? [thing.name] : undefined);
  // A secret's ARN is in the code up to its random end.
  const told = of.values.filter(({ kind }) => known === 'possibly' || kind !== 'pattern').map(({ value }) => value);
  if (expected) assert.deepEqual([...told].sort(), [...expected].sort(), 'values');
  else {
    const fits = (pattern: string): boolean =>
      new RegExp(
        `^${pattern
          .split('*')
          .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
          .join('.*')}$`,
      ).test(thing.name);
    assert.ok(told.some(fits), `a pattern that fits ${thing.name}: ${told.join()}`);
  }
}

function assertHistory(identity: ResourceIdentity, { thing, known, part }: Meant, world: World): void {
  const history = ask(world.reader, { identity }, NaN);
  const own = world.eventsOf(thing, part);
  const found = [...history.found.refs];
  if (known !== 'possibly') assert.deepEqual(world.tell(found), world.tell(own), 'history');
  else assert.deepEqual(world.tell(found), [], 'what only may be is not shown unasked');
  const wide = ask(world.reader, { identity, possible: true }, NaN);
  const all = historyRows(world.reader, wide.identity, [...wide.found.refs]);
  for (const { ref, match } of all) {
    const isOwn = world.eventsOf(thing).includes(ref);
    if (isOwn && part === undefined) {
      const sure = { exactly: /exact|strong/, 'by name': /strong|probable/, possibly: /possible/ }[known];
      assert.match(match.confidence, sure, `${world.tell([ref]).join()}: ${match.reason}`);
    }
    if (!isOwn) assert.ok(!/exact|strong/.test(match.confidence), `${world.tell([ref]).join()} is ${match.confidence}: ${match.reason}`);
  }
  const mayBeTold = known === 'possibly' ? world.telling(thing, own) : own;
  const missing = mayBeTold.filter((ref) => !all.some((row) => row.ref === ref));
  assert.deepEqual(world.tell(missing), [], 'all its events possibly belong at least');
}

/** As *Go to Code* asks: for everything the event acted on. */
function placesFor(ref: EventRef, index: CodeIndex, { reader }: World): Candidate[] {
  // Without what the event changed, which takes long and names nothing.
  const event = reader.event(ref);
  const row = reader.store.rows([ref])[0];
  assert.ok(row);
  const detail = { row, key: event.key, summary: summaryOf(event), touches: touchesOf(event), changes: [], record: '', notes: [] };
  const targets = detail.touches.filter(({ role }) => role === 'target');
  const identities = targets.flatMap(({ name }) => pivotIdentity(detail, 'resource', name) ?? []);
  return identities.flatMap((identity) => index.find(identity));
}

function assertWayBack({ file, meant }: Case, line: number, index: CodeIndex, world: World): void {
  const isHere = ({ declared: { resource } }: Candidate): boolean => resource.file === file && resource.nameRange.start.line === line;
  const things = Object.values(meant);
  for (const { thing, known, part } of things) {
    const own = world.eventsOf(thing, part);
    for (const ref of known === 'exactly' ? own : world.telling(thing, own)) {
      const places = placesFor(ref, index, world);
      const told = places.map(({ declared, match }) => `${declared.resource.file} ${declared.address} ${match.confidence}`);
      const here = places.find(isHere);
      assert.ok(here, `${world.tell([ref]).join()} leads here: ${told.join('; ') || 'nowhere'}`);
      if (known === 'exactly' && !part) assert.ok(isHere(places[0]!), `first: ${told.join('; ')}`);
    }
  }
  for (const decoy of world.things.filter((one) => !things.some(({ thing }) => thing === one))) {
    for (const ref of world.eventsOf(decoy)) {
      const wrong = placesFor(ref, index, world).find((place) => isHere(place) && /exact|strong/.test(place.match.confidence));
      assert.equal(wrong, undefined, `${world.tell([ref]).join()} does not lead here: ${wrong?.match.reason}`);
    }
  }
}
