// News that matter to whoever shows events: that other ones are held now.
import type { Backend } from '../protocol/backend.ts';

/** Calls the listener when the held events have changed; a run of collecting that found nothing new does not count. */
export function onNewEvents(backend: Backend, listener: () => void): { dispose(): void } {
  let seen: number | undefined;
  return backend.onPush((push) => {
    if (push.type !== 'changed' || push.generation === seen) return;
    seen = push.generation;
    listener();
  });
}
