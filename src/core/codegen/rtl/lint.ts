/** `lint.vlt`: what `make lint` lets pass, each with its reason. */
export const LINT_VLT = `\`verilator_config
// Last values of counters are written as COUNT - 1, an integer that is cut to the counter's width: it fits.
lint_off -rule WIDTH -file "*.v" -match "Operator VAR * expects * bits on the Initial value*"
// Names of different lengths are compared: the shorter one is filled with zeros.
lint_off -rule WIDTH -file "*weight_rom.v" -match "Operator EQ expects * VARREF 'STYLE'*"
`;
