import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The first chart of a component as SVG text for snapshots: one tag per line, class names without file hashes. */
export function svgOf(element: ReactElement): string {
  const markup = renderToStaticMarkup(element);
  const svg = markup.slice(markup.indexOf('<svg'), markup.indexOf('</svg>') + '</svg>'.length);
  const plainClasses = svg.replaceAll(/class="_(\w+)_[0-9a-f]+"/g, 'class="$1"');
  return `${plainClasses.replaceAll('><', '>\n<')}\n`;
}

/** Coordinates in a markup with more than one decimal: there should be none. */
export const longNumbers = (svg: string): string[] => svg.match(/\d+\.\d{2,}(?=[ ,"LMZ])/g) ?? [];
