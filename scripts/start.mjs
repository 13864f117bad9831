/**
 * `npm start`: serves the explorer and opens it in the browser. Without a display it only prints the address.
 * Options: --port N, --host [address].
 */
import { parseArgs } from 'node:util';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '5173' }, host: { type: 'string' } },
});

const { BROWSER, CI, DISPLAY, SSH_CONNECTION, WAYLAND_DISPLAY } = process.env;
const hasDisplay = process.platform === 'linux' ? Boolean(DISPLAY || WAYLAND_DISPLAY) : !SSH_CONNECTION;

const server = await createServer({
  server: { port: Number(values.port), host: values.host, open: hasDisplay && !CI && BROWSER !== 'none' },
});
await server.listen();
console.log('\n  Bitscape is here (Ctrl+C stops it):\n');
server.printUrls();
