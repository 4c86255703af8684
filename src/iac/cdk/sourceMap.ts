// From a line of compiled JavaScript back to the line it was written on.
import { fields, list, parseJson, text } from '../fields.ts';
import { folderOf, isWithin, joinPath, pathBelow } from '../paths.ts';
import type { IacFiles } from '../identify.ts';

/** Larger files are bundles: nobody writes infrastructure in their sources alone. */
const LARGEST = 20_000_000;

/** The source file of a place (line and column from 1), and the line there from 1; undefined where the map does not say. */
export type SourceMap = (line: number, column: number) => { readonly file: string; readonly line: number } | undefined;

/** Reads the map of a compiled file of the workspace, inline or beside it; undefined when there is none that can be read. */
export async function readSourceMap(path: string, files: IacFiles): Promise<SourceMap | undefined> {
  if (!isWithin(path, files.roots) || path.split(/[\\/]/).includes('..')) return undefined;
  const program = await files.readFile(path);
  if (program === undefined || program.length > LARGEST) return undefined;
  const at = program.lastIndexOf('//# sourceMappingURL=');
  const address = at < 0 ? '' : (/^\S+/.exec(program.slice(at + '//# sourceMappingURL='.length))?.[0] ?? '');
  const data = /^data:application\/json;(?:charset=utf-8;)?base64,/.exec(address)?.[0];
  const beside = data === undefined ? pathBelow(folderOf(path), address) : undefined;
  const json = data === undefined ? beside && (await files.readFile(beside)) : decodeBase64(address.slice(data.length));
  return json === undefined || json.length > LARGEST ? undefined : parseSourceMap(json, folderOf(path));
}

/** Reads the text of a map whose paths are seen from the folder `dir`; undefined when it is none. */
export function parseSourceMap(json: string, dir: string): SourceMap | undefined {
  const map = fields(parseJson(json));
  const mappings = text(map.mappings);
  if (mappings === undefined) return undefined;
  const root = text(map.sourceRoot) ?? '';
  const sources = list(map.sources).map((source) => joinPath(dir, `${root}/${text(source) ?? ''}`));
  const lines = decode(mappings);
  return (line, column) => {
    const found = lines[line - 1]?.findLast(({ from }) => from < column);
    const file = found && sources[found.source];
    return found && file !== undefined ? { file, line: found.line + 1 } : undefined;
  };
}

interface Segment {
  readonly from: number;
  readonly source: number;
  readonly line: number;
}

/** Numbers in a map are differences, except for columns at the beginning of each line. */
function decode(mappings: string): Segment[][] {
  let source = 0;
  let line = 0;
  return mappings.split(';').map((text) => {
    let from = 0;
    return text.split(',').flatMap((segment): Segment[] => {
      const [column, sourceStep, lineStep] = numbers(segment);
      from += column ?? 0;
      if (sourceStep === undefined || lineStep === undefined) return [];
      source += sourceStep;
      line += lineStep;
      return [{ from, source, line }];
    });
  });
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base 64 with five bits a digit, the sixth says that more follow; the lowest bit of a number is its sign. */
function numbers(segment: string): number[] {
  const found: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = DIGITS.indexOf(character);
    if (digit < 0 || shift > 30) return [];
    value += (digit & 31) * 2 ** shift;
    shift += 5;
    if (digit & 32) continue;
    found.push(value % 2 === 1 ? -Math.floor(value / 2) : value / 2);
    value = 0;
    shift = 0;
  }
  return found;
}

function decodeBase64(data: string): string | undefined {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
