/**
 * Gives the event loop a turn, so that messages (pause, cancel) arrive. A message to oneself, not a timer:
 * browsers throttle timers of hidden tabs to one a second, and animation frames stop there altogether.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
