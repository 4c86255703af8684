// The whole way of one file: from its path to records and problems.
import type { DecodeSink } from './decode.ts';
import { decode } from './decode.ts';
import type { UnpackLimits } from './unpack.ts';
import { readArtifact } from './unpack.ts';

/** Reads, unpacks and decodes one file. What is wrong with the file goes to `sink.problem`; rejects only when the sink throws. */
export async function readLogFile(path: string, sink: DecodeSink, limits?: Partial<UnpackLimits>): Promise<void> {
  const { bytes, problems } = await readArtifact(path, limits);
  for (const problem of problems) sink.problem(problem);
  if (bytes.length > 0) decode(bytes, path, sink);
}
