/** Rounds half up, `floor(x + 1/2)`: the rounding of every quantizer here (paper 003, Table 1). */
export const roundHalfUp = (x: number): number => Math.floor(x + 0.5);

export const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
