/** Processing system of a board: decides its block-design names. */
export type ProcessingSystem = 'zynq7000' | 'zynqmp';

/** What a processing system calls the parts that a block design connects. */
export interface SystemNames {
  ip: string;
  /** Arguments of the bd_rule that sets the board's preset. */
  preset: string;
  clock: string;
  reset: string;
  control: string;
  data: string;
  /** Clock inputs of the control and data ports. */
  clocks: string[];
  properties: (clockMhz: number) => string[];
}

/**
 * The two systems. A master port that is on and not connected leaves its clock open, which Vivado refuses: presets of the
 * UltraScale+ boards turn on M_AXI_HPM1_FPD or M_AXI_HPM0_LPD, so both are turned off. Source: FINN templates.py:92-253.
 */
export const SYSTEMS: Readonly<Record<ProcessingSystem, SystemNames>> = {
  zynq7000: {
    ip: 'processing_system7',
    preset: '{make_external "FIXED_IO, DDR" apply_board_preset "1" Master "Disable" Slave "Disable"}',
    clock: 'FCLK_CLK0',
    reset: 'FCLK_RESET0_N',
    control: 'M_AXI_GP0',
    data: 'S_AXI_HP0',
    clocks: ['M_AXI_GP0_ACLK', 'S_AXI_HP0_ACLK'],
    properties: (clockMhz) => [
      'CONFIG.PCW_USE_M_AXI_GP0 {1}',
      'CONFIG.PCW_USE_S_AXI_HP0 {1}',
      `CONFIG.PCW_FPGA0_PERIPHERAL_FREQMHZ {${clockMhz}}`,
    ],
  },
  zynqmp: {
    ip: 'zynq_ultra_ps_e',
    preset: '{apply_board_preset "1"}',
    clock: 'pl_clk0',
    reset: 'pl_resetn0',
    control: 'M_AXI_HPM0_FPD',
    data: 'S_AXI_HP0_FPD',
    clocks: ['maxihpm0_fpd_aclk', 'saxihp0_fpd_aclk'],
    properties: (clockMhz) => [
      'CONFIG.PSU__USE__S_AXI_GP2 {1}',
      'CONFIG.PSU__USE__M_AXI_GP0 {1}',
      'CONFIG.PSU__USE__M_AXI_GP1 {0}',
      'CONFIG.PSU__USE__M_AXI_GP2 {0}',
      `CONFIG.PSU__CRL_APB__PL0_REF_CTRL__FREQMHZ {${clockMhz}}`,
    ],
  },
};
