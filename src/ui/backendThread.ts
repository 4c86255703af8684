// The extension host's end of the store's thread: started by the first call, started anew after it died.
import { isBuiltin } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Backend, BackendCalls, BackendPush } from '../protocol/backend.ts';
import { connect, type Client } from '../protocol/channel.ts';

/** The thread ended while calls waited; the next call starts it anew. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** This editor's Node has no SQLite. */
export class NoSqlite extends Error {
  override readonly name = 'NoSqlite';
}

type StoreClient = Client<BackendCalls, BackendPush>;

interface Running {
  readonly worker: Worker;
  readonly client: StoreClient;
}

/** Everything `storeWorker.js` is started with; it reads this as its `workerData`. */
export interface StoreWorkerData {
  /** Folder of the database; made if it is not there. */
  readonly storeDir: string;
  /** Folder that all windows on this machine share: who may ask AWS when. */
  readonly paceDir: string;
}

/** Calls to the store in a worker thread. */
export class BackendThread implements Backend {
  readonly #start: () => Worker;
  readonly #listeners = new Set<(push: BackendPush) => void>();
  #running: Running | undefined;
  #disposed = false;

  /** `start` makes the worker, which answers `BackendCalls` through its `parentPort`. It throws when it cannot. */
  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** The thread over `storeWorker.js`. */
  static over(script: string, data: StoreWorkerData): BackendThread {
    return new BackendThread(() => {
      // Some Electron builds were made without it: https://github.com/electron/electron/pull/47706
      if (!isBuiltin('node:sqlite')) {
        throw new NoSqlite(
          'This editor is built without SQLite, in which TrailLens keeps events. Update the editor to its current version.',
        );
      }
      return new Worker(script, { workerData: data, name: 'TrailLens store' });
    });
  }

  /** Whether the thread is there already, so that asking it costs no start. */
  get started(): boolean {
    return this.#running !== undefined;
  }

  async call<K extends keyof BackendCalls>(
    name: K,
    params: BackendCalls[K]['params'],
    signal?: AbortSignal,
  ): Promise<BackendCalls[K]['result']> {
    if (this.#disposed) throw new ThreadEnded('TrailLens has been stopped.');
    this.#running ??= this.#run();
    return this.#running.client.call(name, params, signal);
  }

  onPush(listener: (push: BackendPush) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    const running = this.#running;
    this.#ended(running, 'TrailLens has been stopped.');
    await running?.worker.terminate();
  }

  #run(): Running {
    const worker = this.#start();
    const client: StoreClient = connect({
      post: (message) => worker.postMessage(message),
      listen: (receive) => void worker.on('message', receive),
    });
    const running = { worker, client };
    client.onPush((push) => {
      for (const listener of [...this.#listeners]) listener(push);
    });
    worker.on('error', (error: Error) => this.#ended(running, `The thread that keeps the events failed: ${error.message}`));
    worker.on('exit', (code) => this.#ended(running, `The thread that keeps the events ended (exit code ${code}).`));
    return running;
  }

  #ended(running: Running | undefined, message: string): void {
    if (this.#running === running) this.#running = undefined;
    running?.client.close(new ThreadEnded(message));
  }
}
