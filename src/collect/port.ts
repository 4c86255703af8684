// What the thread that holds the store asks of collecting: bring in what is missing, and say how far it is.
import type { SourceInfo } from '../store/port.ts';

/** How far collecting is. */
export interface CollectProgress {
  readonly source: number;
  /** Files read of files to read, bytes of compressed input. */
  readonly filesDone: number;
  readonly filesTotal: number;
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly events: number;
  readonly eventsPerSecond: number;
}

/** What a run of collecting brought. */
export interface CollectResult {
  /** Files read now (unchanged ones are not read again). */
  readonly files: number;
  /** Events held of these sources after de-duplication. */
  readonly events: number;
  /** Records dropped because the event was held already. */
  readonly duplicates: number;
  readonly problems: number;
  readonly seconds: number;
  readonly cancelled: boolean;
}

/** How a run of collecting is watched and stopped. */
export interface CollectOptions {
  /** Aborted: what is committed stays, the result says `cancelled`. */
  readonly signal: AbortSignal;
  /** Called some times a second at most. */
  readonly onProgress: (progress: CollectProgress) => void;
}

/** Brings files into the store. Faults of the data become problems; calls reject only when the store or the disk fails. */
export interface Collector {
  /** Makes folders and files known, without reading them yet; a path that is known already keeps its id. Absolute paths. */
  addSources(paths: readonly string[]): Promise<SourceInfo[]>;
  /** Forgets a source and removes its events (those that no other source holds). */
  removeSource(id: number): Promise<void>;
  /** Reads what is new in one source, or in all. */
  collect(source: number | undefined, options: CollectOptions): Promise<CollectResult>;
}
