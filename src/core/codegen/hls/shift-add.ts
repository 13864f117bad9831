/** `shift_add.h`: products of designs without multipliers. */
export const SHIFT_ADD_H = `// Products by shifts and adds: a term for every bit of the first operand; the highest counts negative.
#ifndef BITSCAPE_SHIFT_ADD_H
#define BITSCAPE_SHIFT_ADD_H

#include "types.h"

template <int PRODUCT_BITS, int A_BITS, int B_BITS>
ap_int<PRODUCT_BITS> shift_add(ap_int<A_BITS> a, ap_int<B_BITS> b) {
#pragma HLS INLINE
  const ap_int<PRODUCT_BITS> wide = b;
  ap_int<PRODUCT_BITS> sum = 0;
  for (int i = 0; i < A_BITS; i++) {
#pragma HLS UNROLL
    const ap_int<PRODUCT_BITS> term = wide << i;
    if (a[i]) {
      if (i == A_BITS - 1) sum -= term;
      else sum += term;
    }
  }
  return sum;
}

#endif
`;

/** A product of signed numbers in C++: with `*`, or by shifts and adds where the design is to have no multiplier. */
export const productCpp = (shiftAdd: boolean, bits: string, a: string, b: string): string =>
  shiftAdd ? `shift_add<${bits}>(${a}, ${b})` : `${a} * ${b}`;

/** What a header with such products includes. */
export const shiftAddInclude = (shiftAdd: boolean): string => (shiftAdd ? '#include "shift_add.h"\n' : '');
