/** The activation of an accumulator in C++, the same in both styles. */
export const ACTIVATE_CPP = `// Activation code of an accumulator: the lowest code plus the number of thresholds that it reaches.
template <class L>
ap_uint<L::OUTPUT_BITS> activate(ap_int<L::ACC_BITS> sum,
                                 const typename rom<L::ACC_BITS>::number thresholds[L::THRESHOLDS]) {
#pragma HLS INLINE
  ap_int<L::OUTPUT_BITS + 1> code = L::OUTPUT_MIN;
  for (int t = 0; t < L::THRESHOLDS; t++) {
#pragma HLS UNROLL
    if (sum >= ap_int<L::ACC_BITS>(thresholds[t])) code += 1;
  }
  return code;
}
`;
