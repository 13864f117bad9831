#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('../tsconfig.json', import.meta.url)) });
const { main } = await import('../src/cli/main.ts');

// npm runs scripts in the package's folder; paths are meant from where the person stands.
const { npm_lifecycle_event: script, INIT_CWD: stands } = process.env;
if (script === 'bitscape' && stands) process.chdir(stands);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await main(process.argv.slice(2));
