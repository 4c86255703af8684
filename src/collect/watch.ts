// Tells when something below a folder has changed, so that new log files are read soon after they arrive.
import type { FSWatcher } from 'node:fs';
import { watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Times in ms, and how many folders are watched one by one where the system cannot watch a whole tree. */
export interface WatchOptions {
  readonly settle: number;
  readonly poll: number;
  readonly folders: number;
}

const usual: WatchOptions = { settle: 500, poll: 30_000, folders: 256 };

/**
 * Calls `onChange` some time (`settle`) after the first of a burst of changes at or below `path`, until the signal fires. Survives that the path
 * goes and comes back. Where watching does not work (network drives, too many watchers), changes are seen when polling. Never throws.
 */
export function watchFolder(path: string, onChange: () => void, signal: AbortSignal, options: Partial<WatchOptions> = {}): void {
  if (!signal.aborted) new Watch(path, onChange, signal, { ...usual, ...options }).start();
}

/** What folders (or a single file) looked like: a new or vanished entry changes a folder's time, and a folder made anew has another number. */
type Tree = Map<string, { readonly time: number; readonly inode: number }>;

class Watch {
  readonly #path: string;
  readonly #onChange: () => void;
  readonly #signal: AbortSignal;
  readonly #options: WatchOptions;
  #tree: Tree = new Map();
  #watchers = new Map<string, FSWatcher>();
  #settling: NodeJS.Timeout | undefined;
  #polling: NodeJS.Timeout | undefined;

  constructor(path: string, onChange: () => void, signal: AbortSignal, options: WatchOptions) {
    this.#path = path;
    this.#onChange = onChange;
    this.#signal = signal;
    this.#options = options;
  }

  start(): void {
    this.#signal.addEventListener('abort', () => this.#stop(), { once: true });
    void this.#look().then(() => this.#pollLater());
  }

  #stop(): void {
    clearTimeout(this.#settling);
    clearTimeout(this.#polling);
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
  }

  /** Walks the tree anew and watches what is to be watched. */
  async #look(): Promise<void> {
    this.#tree = await treeOf(this.#path);
    if (this.#signal.aborted) return;
    const wanted = new Set(this.#wanted());
    for (const [place, watcher] of this.#watchers) {
      if (wanted.has(place)) continue;
      watcher.close();
      this.#watchers.delete(place);
    }
    for (const place of wanted) this.#watchOne(place);
  }

  /** Linux has no watch over a tree, and Node's own stand-in watches every file; so there, the folders that changed last. */
  #wanted(): string[] {
    if (process.platform === 'darwin' || process.platform === 'win32') return this.#tree.size > 0 ? [this.#path] : [];
    const newest = [...this.#tree].sort(([, a], [, b]) => b.time - a.time).slice(0, this.#options.folders);
    return newest.map(([place]) => place);
  }

  #watchOne(place: string): void {
    if (this.#watchers.has(place)) return;
    try {
      const watcher = watch(place, { recursive: process.platform === 'darwin' || process.platform === 'win32', persistent: false });
      this.#watchers.set(place, watcher);
      watcher.on('change', () => this.#changed());
      watcher.on('error', () => {
        watcher.close();
        if (this.#watchers.get(place) === watcher) this.#watchers.delete(place);
      });
    } catch {
      // Polling sees what cannot be watched.
    }
  }

  #changed(): void {
    if (this.#signal.aborted) return;
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      void this.#look();
      this.#onChange();
    }, this.#options.settle).unref();
  }

  #pollLater(): void {
    if (this.#signal.aborted) return;
    this.#polling = setTimeout(() => void this.#poll().then(() => this.#pollLater()), this.#options.poll).unref();
  }

  async #poll(): Promise<void> {
    const known = this.#tree;
    const now = await timesOf(known.size > 0 ? [...known.keys()] : [this.#path]);
    if (known !== this.#tree) return; // looked at anew in the meantime
    const same =
      now.size === known.size &&
      [...now].every(([place, is]) => is.time === known.get(place)?.time && is.inode === known.get(place)?.inode);
    if (same) return;
    // A folder that came back is another one: watchers of the old one hear nothing.
    for (const watcher of this.#watchers.values()) watcher.close();
    this.#watchers.clear();
    this.#changed();
  }
}

/** Every folder at and below `root` with its time; just the file itself when it is one; empty when it is not there. */
async function treeOf(root: string): Promise<Tree> {
  const folders = [root];
  // The list grows while it is walked.
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') folders.push(path.join(folder, entry.name));
    }
  }
  return timesOf(folders);
}

async function timesOf(places: readonly string[]): Promise<Tree> {
  const times: Tree = new Map();
  for (let at = 0; at < places.length; at += 64) {
    await Promise.all(
      places.slice(at, at + 64).map(async (place) => {
        const info = await stat(place).catch(() => undefined);
        if (info !== undefined) times.set(place, { time: info.mtimeMs, inode: info.ino });
      }),
    );
  }
  return times;
}
