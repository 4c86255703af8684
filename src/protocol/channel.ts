// One way to call across a boundary (a worker thread, the panel's page): every call has a number and an end, and may be cancelled.

/** What can be called: name → its parameters and its result. */
export type Calls<C> = { readonly [K in keyof C]: { params: unknown; result: unknown } };

/** One end of any two-way message pipe. */
export interface Port {
  post(message: unknown): void;
  listen(receive: (message: unknown) => void): void;
}

/** One function per call; `signal` is aborted when the caller no longer wants the answer. */
export type Handlers<C extends Calls<C>> = {
  readonly [K in keyof C]: (params: C[K]['params'], signal: AbortSignal) => Promise<C[K]['result']> | C[K]['result'];
};

/** On the wire, caller → server. */
export type Request = { readonly id: number; readonly call: string; readonly params: unknown } | { readonly cancel: number };

/** On the wire, server → caller. */
export type Response =
  | { readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly id: number; readonly ok: false; readonly name: string; readonly message: string }
  | { readonly push: unknown };

/** The answering end. */
export interface Server<P> {
  /** Says something unasked. */
  push(message: P): void;
  /** Aborts what is being answered; later requests stay without an answer. */
  close(): void;
}

/** The asking end. */
export interface Client<C extends Calls<C>, P> {
  /**
   * Rejects with the server's error (its name and message), with `signal.reason` as soon as `signal` is aborted, and with the
   * reason of `close` when the other end is gone.
   */
  call<K extends keyof C & string>(name: K, params: C[K]['params'], signal?: AbortSignal): Promise<C[K]['result']>;
  onPush(listener: (push: P) => void): { dispose(): void };
  /** Rejects all that waits, and every later call. */
  close(reason: Error): void;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Answers calls that come through the port. Messages that are no requests are ignored: the page is not trusted. */
export function serve<C extends Calls<C>, P = never>(port: Port, handlers: Handlers<C>): Server<P> {
  const running = new Map<number, AbortController>();
  let open = true;
  const post = (message: Response): void => {
    if (open) port.post(message);
  };

  const answer = async (id: number, call: string, params: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    try {
      if (!Object.hasOwn(handlers, call)) throw new Error(`There is no call named ${JSON.stringify(call.slice(0, 60))}.`);
      // Both ends are compiled against the same `C`; this is the one place where the wire's `unknown` meets it.
      const handler = handlers[call as keyof C];
      post({ id, ok: true, result: await handler(params, abort.signal) });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      post({ id, ok: false, name, message });
    } finally {
      running.delete(id);
    }
  };

  port.listen((message) => {
    if (!open || !isRecord(message)) return;
    if (typeof message['cancel'] === 'number') running.get(message['cancel'])?.abort();
    else if (typeof message['id'] === 'number' && typeof message['call'] === 'string')
      void answer(message['id'], message['call'], message['params']);
  });

  return {
    push: (push) => post({ push }),
    close() {
      open = false;
      for (const abort of running.values()) abort.abort();
      running.clear();
    },
  };
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** Calls through the port what `serve` answers at its other end. */
export function connect<C extends Calls<C>, P = never>(port: Port): Client<C, P> {
  const waiting = new Map<number, Waiting>();
  const listeners = new Set<(push: P) => void>();
  let last = 0;
  let closed: Error | undefined;

  port.listen((message) => {
    if (!isRecord(message)) return;
    if ('push' in message) {
      for (const listener of [...listeners]) listener(message['push'] as P);
      return;
    }
    const id = Number(message['id']);
    const call = waiting.get(id);
    waiting.delete(id);
    if (message['ok'] === true) call?.resolve(message['result']);
    else call?.reject(remoteError(message));
  });

  return {
    call(name, params, signal) {
      return new Promise((resolve, reject) => {
        if (closed) return reject(closed);
        if (signal?.aborted) return reject(signal.reason);
        const id = ++last;
        const onAbort = (): void => {
          waiting.delete(id);
          port.post({ cancel: id } satisfies Request);
          reject(signal?.reason);
        };
        const end = (): void => signal?.removeEventListener('abort', onAbort);
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.set(id, {
          resolve: (result) => (end(), resolve(result)),
          reject: (error) => (end(), reject(error)),
        });
        port.post({ id, call: name, params } satisfies Request);
      });
    },
    onPush(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    close(reason) {
      closed = reason;
      for (const call of [...waiting.values()]) call.reject(reason);
      waiting.clear();
    },
  };
}

function remoteError(message: Record<string, unknown>): Error {
  const error = new Error(typeof message['message'] === 'string' ? message['message'] : 'The call failed without a reason.');
  if (typeof message['name'] === 'string') error.name = message['name'];
  return error;
}
