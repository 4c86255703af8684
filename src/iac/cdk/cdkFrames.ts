// The call stacks that CDK writes beside its resources: where in the program each was made.
import type { IacFiles } from '../identify.ts';
import { pathKey } from '../paths.ts';
import type { SourceMap } from './sourceMap.ts';
import { readSourceMap } from './sourceMap.ts';

/** A place in a source file, both from 1; Python tells no column. */
export interface Frame {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
}

/** Longer stacks and lines are cut: the innermost frames tell the most. */
const MOST_FRAMES = 100;
const LONGEST_FRAME = 2_000;

/** The frames of a stack as CDK writes it: `new Inner (/abs/app.ts:3:12)`. Folded library frames and Node's own are left out. */
export function readFrames(stack: readonly unknown[]): Frame[] {
  return stack.slice(0, MOST_FRAMES).flatMap((line) => (typeof line === 'string' ? (readFrame(line) ?? []) : []));
}

function readFrame(text: string): Frame | undefined {
  if (text.length > LONGEST_FRAME || text.startsWith('...')) return undefined;
  const open = text.indexOf(' (');
  const place = (open < 0 ? text.replace(/^\s*at /, '') : text.slice(open + 2)).trim().replace(/\)$/, '');
  const [end, line, column] = /:(\d{1,7})(?::(\d{1,7}))?$/.exec(place) ?? [];
  if (end === undefined) return undefined;
  const file = toPath(place.slice(0, -end.length));
  if (file === '' || file.startsWith('node:') || /[\\/]node_modules[\\/]/.test(file)) return undefined;
  return { file, line: Number(line), ...(column ? { column: Number(column) } : {}) };
}

function toPath(file: string): string {
  if (!file.startsWith('file://')) return file;
  try {
    return decodeURIComponent(file.slice('file://'.length)).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return '';
  }
}

/**
 * Whether a frame's file is the given one. Assemblies are also made on other machines: a path outside the workspace is taken for the
 * file's when it ends as the file does within its app.
 */
export function isSameFile(frame: Frame, file: string, appDir: string, roots: readonly string[]): boolean {
  const made = pathKey(frame.file);
  const own = pathKey(file);
  if (made === own) return true;
  const relative = own.startsWith(`${pathKey(appDir)}/`) ? own.slice(pathKey(appDir).length) : undefined;
  return (
    relative !== undefined &&
    !roots.some((root) => made.startsWith(`${pathKey(root)}/`)) &&
    (made.endsWith(relative) || made === relative.slice(1))
  );
}

/** Compiled files whose maps are read for one assembly. */
const MOST_MAPS = 200;

/** Follows frames in compiled JavaScript to the lines they were written on, where maps of the workspace say so. */
export class FrameSources {
  readonly #files: IacFiles;
  readonly #maps = new Map<string, Promise<SourceMap | undefined>>();

  constructor(files: IacFiles) {
    this.#files = files;
  }

  /** The frames and, behind them, those they come from. Without columns: compilers do not keep these. */
  async follow(frames: readonly Frame[]): Promise<readonly Frame[]> {
    const sources: Frame[] = [];
    for (const { file, line, column } of frames) {
      if (!/\.[mc]?js$/.test(file)) continue;
      if (!this.#maps.has(file) && this.#maps.size >= MOST_MAPS) continue;
      const reading = this.#maps.get(file) ?? readSourceMap(file, this.#files);
      this.#maps.set(file, reading);
      const source = (await reading)?.(line, column ?? 1);
      if (source) sources.push(source);
    }
    return sources.length > 0 ? [...frames, ...sources] : frames;
  }
}
