import { type ProxyMethods, releaseProxy } from 'comlink';

/** Lets go of a function or of hooks that came from the page; nothing to do if they are not a proxy. */
export function release(proxied: object): void {
  const { [releaseProxy]: letGo } = proxied as Partial<ProxyMethods>;
  letGo?.();
}
