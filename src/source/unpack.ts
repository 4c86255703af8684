// Reads one artifact from disk and undoes its compression, within bounds.
import type { Problem } from '../problem.ts';

/** How much one artifact may cost. */
export interface UnpackLimits {
  /** Most bytes that an artifact may unpack to. */
  readonly maxBytes: number;
}

/** The text of an artifact, as far as it could be had, and why there is no more of it. */
export interface Unpacked {
  readonly bytes: Buffer;
  readonly problems: readonly Problem[];
}

/** Reads a plain, gzip (one or many members) or zstd file, told apart by their first bytes. Data faults are in `problems`; never rejects because of them. */
export async function readArtifact(path: string, limits?: Partial<UnpackLimits>): Promise<Unpacked> {
  void path;
  void limits;
  throw new Error('readArtifact: not written yet');
}
