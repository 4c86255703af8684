// The whole way of one file: from its path to records and problems.
import type { DecodeSink } from './decode.ts';
import { decode } from './decode.ts';
import { readLines } from './jsonLines.ts';
import type { UnpackLimits } from './unpack.ts';
import { defaultLimits, readArtifact } from './unpack.ts';

/** Reads, unpacks and decodes one file. What is wrong with the file goes to `sink.problem`; rejects only when the sink throws. */
export async function readLogFile(path: string, sink: DecodeSink, limits: Partial<UnpackLimits> = {}): Promise<void> {
  const { bytes, problems } = await readArtifact(path, limits);
  if (problems.some(({ code }) => code === 'tooLarge') && (await readLines(path, sink, limits.maxBytes ?? defaultLimits.maxBytes))) return;
  for (const problem of problems) sink.problem(problem);
  if (bytes.length > 0 || problems.length === 0) decode(bytes, path, sink);
}
