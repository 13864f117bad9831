/** `ap_axi_sdata.h` stand-in: one beat of an AXI4-Stream with its side channels. */
export const AP_AXI_SDATA_H = `// ap_axi_sdata.h: one beat of an AXI4-Stream with its side channels, for a plain C++ compiler.
// SPDX-License-Identifier: Apache-2.0
#ifndef BITSCAPE_AP_AXI_SDATA_H
#define BITSCAPE_AP_AXI_SDATA_H

#include <ap_int.h>

template <int D, int U, int TI, int TD>
struct ap_axiu {
  ap_uint<D> data;
  ap_uint<(D + 7) / 8> keep;
  ap_uint<(D + 7) / 8> strb;
  ap_uint<U> user;
  ap_uint<1> last;
  ap_uint<TI> id;
  ap_uint<TD> dest;
};

#endif
`;
