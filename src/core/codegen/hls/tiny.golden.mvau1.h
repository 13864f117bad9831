// mvau1: 4 neurons of 3 inputs, 2-bit signed weights, 2-bit signed inputs.
// Network tiny (6-3-4), W2 A2, written by Bitscape 0.1.0.

#ifndef BITSCAPE_MVAU1_H
#define BITSCAPE_MVAU1_H

#include "types.h"

// Folding: 1 PE x 2 SIMD, 4 x 4 matrix (1 column of padding); 8 cycles per image.
// Estimate (finn): LUT not modelled, FF not modelled, RAMB18 not modelled, DSP not modelled, 8 cycles.
struct Mvau1 {
  static const int FAN_IN = 3;
  static const int UNITS = 4;
  static const int PE = 1;
  static const int SIMD = 2;
  static const int SYNAPSE_FOLDS = 2;  // MW 4 / SIMD
  static const int NEURON_FOLDS = 4;  // MH 4 / PE
  static const int FOLDS = 8;
  static const int VECTORS = 1;  // per image

  static const int WEIGHT_BITS = 2;
  static const bool WEIGHT_BIPOLAR = false;
  static const int LANES = 1;  // slices of a weight word of SIMD * WEIGHT_BITS
  static const int LANE_BITS = 4;

  static const int INPUT_BITS = 2;
  static const bool INPUT_BIPOLAR = false;
  static const bool INPUT_SIGNED = true;

  static const bool XNOR = false;
  static const int PRODUCT_BITS = 2;
  static const int DOT_BITS = 3;  // sum of SIMD products
  static const int ACC_BITS = 4;  // |accumulator| <= 3
  static const int ACC_START = 0;

  static const int SCALE_BITS = 16;
  static const int BIAS_BITS = 16;
  static const int SCORE_BITS = 18;
  static const int OUTPUT_BITS = 4;
};

// Weight words, [PE][lane][fold]. Fold nf * SYNAPSE_FOLDS + sf of PE p: neuron nf * PE + p, inputs sf * SIMD
// and on, the first in the least significant bits; two's complement.
// Padding holds 0: it adds nothing.
static const rom<Mvau1::LANE_BITS>::word
    mvau1_weights[Mvau1::PE][Mvau1::LANES][Mvau1::FOLDS] = {
  {  // PE 0
    {0xd, 0x1, 0xf, 0x1, 0x3, 0x0, 0x7, 0x3}}};

// score = scale * accumulator + bias: the last BatchNorm with one common factor, [PE][neuron fold].
static const rom<Mvau1::SCALE_BITS>::number mvau1_scale[Mvau1::PE][Mvau1::NEURON_FOLDS] = {
  {-14318, 10022, -32767, 0}};

static const rom<Mvau1::BIAS_BITS>::number mvau1_bias[Mvau1::PE][Mvau1::NEURON_FOLDS] = {
  {-3359, -15908, -30231, 1376}};

#endif
