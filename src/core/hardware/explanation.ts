/** How a number came about: every figure on the page opens to one of these. */
export interface Explanation {
  value: number;
  /** The formula in symbols: "300 + 1.1 PE (mult + tree + acc)". */
  formula: string;
  /** The same with the values in it. */
  substituted: string;
  /** Where the formula comes from: FINN file and line, paper section. */
  source: string;
  /** What is known of its error, in words with figures. */
  error: string;
}

/** A number as explanations print it: at most two decimals, no grouping. */
export const figure = (x: number): string => String(Math.round(x * 100) / 100);
