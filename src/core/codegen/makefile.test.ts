import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { deviceOf } from '../hardware/devices';
import { mlp } from '../network/presets';
import { foldingsOf, removeFolders, unpackedRequest } from './csim/testing';
import { testRequest } from './testing';

const hasMake = spawnSync('make', ['--version']).status === 0;
if (!hasMake) console.warn('The targets of Vivado are not tested: make is missing');

afterAll(removeFolders);

/** An export with a "vivado" that prints its settings and arguments; `hls`: as if "make hls" had run. */
function withVivado({ device = 'xc7z020', hls = false } = {}): string {
  const folder = unpackedRequest(
    testRequest({
      topology: mlp('784-8-10', [8]),
      bits: [2, 2, 1],
      foldings: foldingsOf('2x49 5x4'),
      vectors: 1,
      device: deviceOf(device),
    }),
  );
  mkdirSync(join(folder, 'bin'));
  const vivado = join(folder, 'bin/vivado');
  writeFileSync(vivado, '#!/bin/sh\necho "board [$BOARD] source [$SOURCE] part [$PART] $*"\n');
  chmodSync(vivado, 0o755);
  if (hls) mkdirSync(join(folder, 'build/bitscape_hls/solution1/syn/verilog'), { recursive: true });
  return folder;
}

function make(folder: string, ...args: string[]) {
  const { BOARD, SOURCE, PART, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync('make', args, {
    cwd: folder,
    env: { ...env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe.skipIf(!hasMake)('the targets of Vivado', () => {
  it('run build.tcl for the first board with what make hls made, and take other settings', () => {
    const folder = withVivado({ hls: true });
    expect(make(folder, 'vivado').stdout).toContain(
      'board [pynq-z2] source [hls] part [] -mode batch -nojournal -source vivado/build.tcl\n',
    );
    expect(make(folder, 'vivado', 'BOARD=pynq-z1', 'SOURCE=rtl').stdout).toContain(
      'board [pynq-z1] source [rtl]',
    );
    expect(make(folder, 'ooc', 'PART=xcku5p-ffvb676-2-e').stdout).toContain(
      'part [xcku5p-ffvb676-2-e] -mode batch -nojournal -source vivado/ooc.tcl\n',
    );
  });

  it('say that make hls has to come first, unless the Verilog is taken', () => {
    const folder = withVivado();
    for (const target of ['vivado', 'ooc']) {
      const { status, stderr } = make(folder, target);
      expect(stderr).toContain('run make hls first, or take rtl/ with SOURCE=rtl');
      expect(status).not.toBe(0);
      expect(make(folder, target, 'SOURCE=rtl').status).toBe(0);
      expect(make(folder, target, 'SOURCE=vhdl').stderr).toContain('SOURCE=vhdl is not one of: hls rtl');
    }
    rmSync(join(folder, 'rtl'), { recursive: true });
    expect(make(folder, 'ooc', 'SOURCE=rtl').stderr).toContain('this export has no Verilog');
  });

  it('run build.tcl without a board too: it is the network alone then', () => {
    const folder = withVivado({ device: 'xc7a200t', hls: true });
    expect(make(folder, 'vivado').stdout).toContain('board [] source [hls]');
    expect(make(folder, 'help').stdout).toContain('make vivado                   the same as make ooc');
  });
});

describe.skipIf(!hasMake)('make help', () => {
  it('names every target', () => {
    const folder = withVivado();
    const named = /^\.PHONY: (.*)$/m.exec(readFileSync(join(folder, 'Makefile'), 'utf8'))?.[1];
    const { stdout } = make(folder, 'help');
    for (const target of named!.split(' ').filter((name) => name !== 'help')) {
      expect(stdout).toContain(`make ${target} `);
    }
  });
});
