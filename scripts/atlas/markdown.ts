/** A Markdown table; numbers in it are texts already. */
export const markdownTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

/** A share as per cent with two digits: "97.51 %". */
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

/** A difference of shares in points with two digits: "0.86". */
export const points = (difference: number): string => (100 * difference).toFixed(2);

export const yesOrNo = (holds: boolean): string => (holds ? 'yes' : '**no**');
