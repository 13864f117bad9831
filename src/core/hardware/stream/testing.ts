import { divisorsOf } from '../folding';
import { converterFirings, mvauFirings, wordsIn, wordsOut } from './firings';
import type { Line, LineNode } from './simulate';

/** PE and SIMD of one MVAU of a made-up MLP. */
export interface Lanes {
  pe: number;
  simd: number;
}

/** Legal PE and SIMD of an MLP with layers of the given widths, each picked among as many as there are. */
export const lanesOf = (widths: readonly number[], pick: (n: number) => number): Lanes[] =>
  widths.slice(1).map((mh, i) => {
    const [pes, simds] = [divisorsOf(mh), divisorsOf(widths[i])];
    return { pe: pes[pick(pes.length)], simd: simds[pick(simds.length)] };
  });

/**
 * MVAUs in a row, converters where streams differ. `vectors`: vectors that each FIFO holds; 0 is none. It is on the wider
 * side of its converter.
 */
export function mlpLine(widths: readonly number[], lanes: readonly Lanes[], vectors: number): Line {
  const nodes: LineNode[] = [];
  const depths: number[] = [];
  lanes.forEach(({ pe, simd }, i) => {
    const [mw, mh] = [widths[i], widths[i + 1]];
    const firings = mvauFirings({ mw, mh, pe, simd }, 1);
    if (i > 0) {
      const before = lanes[i - 1].pe;
      const depth = vectors === 0 ? 0 : Math.max(2, (vectors * mw) / Math.max(before, simd));
      if (before === simd) depths.push(depth);
      else {
        const given = wordsOut(nodes[nodes.length - 1].firings);
        nodes.push({ name: 'dwc', firings: converterFirings(given, wordsIn(firings)) });
        depths.push(...(before > simd ? [depth, 0] : [0, depth]));
      }
    }
    nodes.push({ name: `mvau${i}`, firings });
  });
  return { nodes, depths };
}

interface Place {
  at: number;
  image: number;
  wait: number;
  holds: boolean;
}

/**
 * The same machine as `simulate`, one clock cycle after the other: when each image leaves the last node. `simulate` is
 * tested against it.
 */
export function cycleByCycle({ nodes, depths }: Line, images: number, every: number): number[] {
  const places = nodes.map(
    ({ firings }): Place => ({ at: 0, image: 0, wait: firings.idle[0], holds: false }),
  );
  const queues = depths.map((): number[] => []);
  const done: number[] = [];
  for (let cycle = 0; done.length < images; cycle++) {
    const rooms = queues.map((queue, i) => queue.length < depths[i]);
    for (let i = nodes.length - 1; i >= 0; i--) {
      const place = places[i];
      const { idle, reads, writes } = nodes[i].firings;
      if (place.holds && depths[i] > 0 && rooms[i]) {
        queues[i].push(cycle);
        place.holds = false;
      }
      if (place.holds || place.image === images) continue;
      if (place.wait > 0) {
        place.wait--;
        continue;
      }
      if (reads[place.at]) {
        if (i === 0) {
          if (cycle < place.image * every) continue;
        } else if (depths[i - 1] > 0) {
          if (!(queues[i - 1][0] < cycle)) continue;
          queues[i - 1].shift();
        } else {
          if (!places[i - 1].holds) continue;
          places[i - 1].holds = false;
        }
      }
      place.holds = writes[place.at] === 1 && i < depths.length;
      place.at++;
      if (place.at === idle.length) {
        place.at = 0;
        place.image++;
        if (i === depths.length) done.push(cycle + 1);
      }
      place.wait = idle[place.at];
    }
  }
  return done;
}
