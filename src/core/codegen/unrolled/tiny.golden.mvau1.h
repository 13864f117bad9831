// mvau1: 4 neurons of 3 inputs, 4-bit signed weights, 2-bit signed inputs.
// Network tiny (6-3-4), W4 A2, written by Bitscape 0.1.0.

#ifndef BITSCAPE_MVAU1_H
#define BITSCAPE_MVAU1_H

#include "types.h"

// Unrolled with reuse factor 1: 12 of 12 weights are not 0.
// Estimate (unrolled): LUT not modelled, FF not modelled, 0 RAMB18, 0 DSP, 1 cycles.
struct Mvau1 {
  static const int FAN_IN = 3;
  static const int UNITS = 4;
  static const int REUSE = 1;  // cycles per image
  static const int LANES = 3;  // inputs of a neuron at once

  static const int NUMBER_BITS = 4;  // of a weight
  static const int INPUT_BITS = 2;
  static const bool INPUT_BIPOLAR = false;
  static const bool INPUT_SIGNED = true;

  static const bool XNOR = false;
  static const int PRODUCT_BITS = 4;
  static const int ACC_BITS = 6;  // |accumulator| <= 20
  static const int ACC_START = 0;

  static const int PE = UNITS;  // label_select takes all classes at once
  static const int NEURON_FOLDS = 1;
  static const int SCALE_BITS = 16;
  static const int BIAS_BITS = 18;
  static const int SCORE_BITS = 21;
  static const int OUTPUT_BITS = 6;
};

// Weights, [neuron][input].
static const rom<Mvau1::NUMBER_BITS>::number mvau1_weights[Mvau1::UNITS][Mvau1::FAN_IN] = {
  {7, -2, 6},
  {-4, -2, 7},
  {-5, 1, 2},
  {-7, 7, -6}};

// score = scale * accumulator + bias: the last BatchNorm with one common factor, [neuron][0].
static const rom<Mvau1::SCALE_BITS>::number mvau1_scale[Mvau1::PE][Mvau1::NEURON_FOLDS] = {
  {-14318}, {10022}, {-32767}, {0}};

static const rom<Mvau1::BIAS_BITS>::number mvau1_bias[Mvau1::PE][Mvau1::NEURON_FOLDS] = {
  {-13435}, {-63632}, {-120923}, {5505}};

#endif
