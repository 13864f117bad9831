// mvau0: 3 neurons of 6 inputs, 2-bit signed weights, 2-bit unsigned inputs.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.

#ifndef BITSCAPE_MVAU0_H
#define BITSCAPE_MVAU0_H

#include "types.h"

// Folding: 2 PE x 3 SIMD, 4 x 6 matrix (1 row of padding); 4 cycles per image.
// Estimate (finn): LUT not modelled, FF not modelled, RAMB18 not modelled, DSP not modelled, 4 cycles.
struct Mvau0 {
  static const int FAN_IN = 6;
  static const int UNITS = 3;
  static const int PE = 2;
  static const int SIMD = 3;
  static const int SYNAPSE_FOLDS = 2;  // MW 6 / SIMD
  static const int NEURON_FOLDS = 2;  // MH 4 / PE
  static const int FOLDS = 4;
  static const int VECTORS = 1;  // per image

  static const int WEIGHT_BITS = 2;
  static const bool WEIGHT_BIPOLAR = false;
  static const int LANES = 1;  // slices of a weight word of SIMD * WEIGHT_BITS
  static const int LANE_BITS = 6;

  static const int INPUT_BITS = 2;
  static const bool INPUT_BIPOLAR = false;
  static const bool INPUT_SIGNED = false;

  static const bool XNOR = false;
  static const int PRODUCT_BITS = 3;
  static const int DOT_BITS = 5;  // sum of SIMD products
  static const int ACC_BITS = 6;  // |accumulator| <= 15
  static const int ACC_START = 0;

  static const int THRESHOLDS = 2;
  static const int OUTPUT_MIN = -1;  // code when no threshold is passed
  static const int OUTPUT_BITS = 2;
};

// Weight words, [PE][lane][fold]. Fold nf * SYNAPSE_FOLDS + sf of PE p: neuron nf * PE + p, inputs sf * SIMD
// and on, the first in the least significant bits; two's complement.
// Padding holds 0: it adds nothing.
static const rom<Mvau0::LANE_BITS>::word
    mvau0_weights[Mvau0::PE][Mvau0::LANES][Mvau0::FOLDS] = {
  {  // PE 0
    {0x10, 0x33, 0x35, 0x0d}},
  {  // PE 1
    {0x01, 0x10, 0x00, 0x00}}};

// Thresholds, [PE][neuron fold][ascending]: BatchNorm and activation in one. They compare with the sum of
// products, in which a bipolar bit counts as -1 or +1. Range -15 (always) to 16 (never).
static const rom<6>::number
    mvau0_thresholds[Mvau0::PE][Mvau0::NEURON_FOLDS][Mvau0::THRESHOLDS] = {
  {  // PE 0
    {-5, 1},
    {-15, -2}},
  {  // PE 1
    {-3, 5},
    {-15, 16}}};

#endif
