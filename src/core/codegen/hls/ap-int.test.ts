import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Random } from '../../random';
import { AP_INT_H } from './ap-int';

const compiler = spawnSync('g++', ['--version']).status === 0;
if (!compiler) console.warn('The ap_int.h stand-in is not tested: g++ is missing');

interface Operand {
  bits: number;
  signed: boolean;
  value: bigint;
}

const random = new Random(2024);

const wrap = (bits: number, signed: boolean, value: bigint): bigint =>
  signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);

function operand(bits: number): Operand {
  const signed = random.below(2) === 1;
  let value = 0n;
  for (let i = 0; i < bits; i += 32) value = (value << 32n) | BigInt(random.uint32());
  // Every third one is at an end of its range, where carries and signs go wrong.
  if (random.below(3) === 0) value = signed ? 1n << BigInt(bits - 1) : -1n;
  return { bits, signed, value: wrap(bits, signed, value) };
}

const typeOf = ({ bits, signed }: Pick<Operand, 'bits' | 'signed'>) => `ap_${signed ? '' : 'u'}int<${bits}>`;
const literal = (o: Operand) =>
  `${typeOf(o)}("${o.value < 0n ? '-' : ''}0x${abs(o.value).toString(16)}", 16)`;
const abs = (x: bigint) => (x < 0n ? -x : x);

/** A C++ condition that holds if the expression has exactly this value in a wide type. */
const equals = (expression: string, value: bigint) =>
  `ap_int<420>(${expression}) == ${literal({ bits: 420, signed: true, value })}`;

/** Conditions on random operands, each with its value from BigInt. */
function conditions(): string[] {
  const widths = [1, 2, 5, 8, 13, 31, 32, 33, 63, 64, 65, 100, 128, 200];
  const list: string[] = [];
  for (let i = 0; i < 40; i++) {
    const a = operand(widths[random.below(widths.length)]);
    const b = operand(widths[random.below(widths.length)]);
    const [x, y] = [literal(a), literal(b)];
    list.push(equals(`${x} + ${y}`, a.value + b.value));
    list.push(equals(`${x} - ${y}`, a.value - b.value));
    list.push(equals(`${x} * ${y}`, a.value * b.value));
    list.push(equals(`-${x}`, -a.value));
    list.push(equals(`~${x}`, wrap(a.bits, a.signed, ~a.value)));
    list.push(`(${x} < ${y}) == ${a.value < b.value} && (${x} >= ${y}) == ${a.value >= b.value}`);
    list.push(`(${x} == ${y}) == ${a.value === b.value} && (${x} > 3) == ${a.value > 3n}`);
    list.push(equals(`${typeOf(b)}(${x})`, wrap(b.bits, b.signed, a.value)));
    const shift = random.below(a.bits + 3);
    list.push(equals(`${x} << ${shift}`, wrap(a.bits, a.signed, a.value << BigInt(shift))));
    list.push(equals(`${x} >> ${shift}`, wrap(a.bits, a.signed, a.value >> BigInt(shift))));
    const low = random.below(a.bits);
    const high = low + random.below(a.bits - low);
    const field = BigInt.asUintN(high - low + 1, a.value >> BigInt(low));
    list.push(equals(`ap_uint<200>(${x}.range(${high}, ${low}))`, field));
    list.push(`${x}.range(${high}, ${low}).to_uint64() == ${BigInt.asUintN(64, field)}ULL`);
    const other = BigInt.asUintN(high - low + 1, b.value);
    const mask = ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
    const replaced = wrap(a.bits, a.signed, (a.value & ~mask) | (other << BigInt(low)));
    list.push(equals(`replaced(${x}, ${high}, ${low}, ${y})`, replaced));
    list.push(equals(`${x} & ap_int<7>(-5)`, a.value & -5n), equals(`${x} ^ 12`, a.value ^ 12n));
    list.push(`${x}.to_int64() == (long long)${BigInt.asUintN(64, a.value)}ULL`);
  }
  return list;
}

const program = (list: string[]): string => `#include "ap_int.h"
#include <cstdio>
template <class A, class B> A replaced(A a, int high, int low, const B &b) { a.range(high, low) = b; return a; }
static int wrong = 0;
static void expect(bool holds, int number) { if (!holds) { wrong++; std::printf("%d\\n", number); } }
${list.map((condition, i) => `static void check${i}() { expect(${condition}, ${i}); }`).join('\n')}
int main() {
${list.map((_, i) => `  check${i}();`).join('\n')}
  ap_uint<8> bits = 0xa5;
  bits[1] = bits[0];
  bits[7] = 0;
  bits += 3;
  bits++;
  expect(bits == 0x2b, -1);
  expect(ap_uint<4>(-1) == 15 && ap_int<4>(8) == -8 && !ap_uint<90>(0), -2);
  std::printf("wrong %d\\n", wrong);
  return wrong;
}
`;

describe.skipIf(!compiler)('ap_int.h stand-in', () => {
  it('computes as two’s complement integers of exact width (BigInt)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bitscape-ap-int-'));
    const list = conditions();
    writeFileSync(join(folder, 'ap_int.h'), AP_INT_H);
    writeFileSync(join(folder, 'check.cpp'), program(list));
    const options = ['-std=c++11', '-Wall', '-Wextra', '-Werror', '-pedantic', '-o', 'check', 'check.cpp'];
    const compiled = spawnSync('g++', options, { cwd: folder, encoding: 'utf8' });
    expect(compiled.stderr).toBe('');
    const { stdout } = spawnSync('./check', [], { cwd: folder, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const failed = stdout.split('\n').filter((line) => line in list);
    expect(failed.map((number) => list[Number(number)])).toEqual([]);
    expect(stdout).toBe('wrong 0\n');
  });
});
