// The page's end of the wire to the extension: a call ends also when the other side has gone silent.
import { connect } from '../protocol/channel.ts';
import type { Port } from '../protocol/channel.ts';
import type { PanelCalls, PanelPush } from '../protocol/panel.ts';

/** Nothing at all was heard from the extension for a long time: it may be restarting. */
export class HostSilent extends Error {
  constructor() {
    super('TrailLens did not answer.');
    this.name = 'HostSilent';
  }
}

export interface Host {
  /** Rejects with the extension's error, or with HostSilent. */
  call<K extends keyof PanelCalls>(name: K, params: PanelCalls[K]['params']): Promise<PanelCalls[K]['result']>;
  onPush(listener: (push: PanelPush) => void): void;
}

/** The extension behind a port. A call is given up when nothing at all was heard for `patience` ms. */
export function connectHost(port: Port, patience = 30_000): Host {
  let heardAt = 0;
  const client = connect<PanelCalls, PanelPush>({
    post: (message) => port.post(message),
    listen: (receive) =>
      port.listen((message) => {
        heardAt = Date.now();
        receive(message);
      }),
  });
  return {
    async call(name, params) {
      const asked = Date.now();
      const abort = new AbortController();
      // Any word counts: while it reads logs the extension says so, and an answer may take its time.
      const watch = (wait: number): ReturnType<typeof setTimeout> =>
        setTimeout(() => {
          const left = patience - (Date.now() - Math.max(asked, heardAt));
          if (left > 0) timer = watch(left);
          else abort.abort(new HostSilent());
        }, wait);
      let timer = watch(patience);
      try {
        return await client.call(name, params, abort.signal);
      } finally {
        clearTimeout(timer);
      }
    },
    onPush: (listener) => void client.onPush(listener),
  };
}
