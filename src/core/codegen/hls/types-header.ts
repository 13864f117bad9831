import { type Plan, WIDEST_WORD } from '../plan';
import { processesOf } from './processes';
import { banner } from './text';

/** ap_int's default limit; wider words need AP_INT_MAX_W (AMD UG1399). */
const DEFAULT_WIDEST = 1024;

/** `types.h`: the integer types, included before everything else. */
export const typesHeader = (plan: Plan, origin: string): string => typesText(widestWord(plan), origin);

/** `types.h` of a design whose widest word has `widest` bits. */
export const typesText = (widest: number, origin: string): string =>
  `${banner('//', 'Integer types of the design.', origin)}
#ifndef BITSCAPE_TYPES_H
#define BITSCAPE_TYPES_H

${widest > DEFAULT_WIDEST ? `#define AP_INT_MAX_W ${WIDEST_WORD}  // before ap_int.h, for the widest word here\n` : ''}#include <ap_axi_sdata.h>
#include <ap_int.h>
#include <hls_stream.h>

// How tables are stored: exact widths in hardware; C integers in C simulation, where large tables of class
// objects take a compiler minutes. What reads them converts to the exact width, so both compute the same.
template <int BITS>
struct rom {
#ifdef __SYNTHESIS__
  typedef ap_uint<BITS> word;
  typedef ap_int<BITS> number;
#else
  typedef unsigned long long word;
  typedef long long number;
#endif
};

#endif
`;

function widestWord(plan: Plan): number {
  const streams = processesOf(plan).map(({ output }) => output?.width ?? 0);
  const words = plan.layers.map(({ folding, weight }) => folding.simd * weight.bits);
  return Math.max(...streams, ...words);
}
