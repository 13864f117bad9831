import { ALL_BITS, cellName, cellsOf } from '../../core/precision';
import type { HeatmapCell } from './cell';
import type { HeatmapProps } from './View';

const ignore = () => {};

/** A full grid with made-up values, every second row trained; for tests. */
export const exampleCells = (): HeatmapCell[] =>
  cellsOf(ALL_BITS, ALL_BITS).map((position) => {
    const { weightBits, activationBits } = position;
    const trained = weightBits % 2 === 1;
    const value = trained ? 0.9 + activationBits / 100 : null;
    return {
      ...position,
      value,
      text: value === null ? '' : (value * 100).toFixed(1),
      status: trained ? 'done' : 'empty',
      unfinished: false,
      source: trained ? 'trained' : null,
      compared: true,
      fits: weightBits <= 6,
      binding: 'BRAM',
      onFront: weightBits === 1,
      inGrid: true,
      label: cellName(position),
    };
  });

/** Props of a heatmap over those cells; callbacks do nothing. */
export const exampleHeatmap = (): HeatmapProps<'accuracy' | 'ff'> => ({
  metrics: [
    { id: 'accuracy', label: 'Accuracy', better: 'higher', format: (v) => `${(v * 100).toFixed(1)} %` },
    {
      id: 'ff',
      label: 'FF',
      better: 'lower',
      format: String,
      notModelled: 'FINN publishes no flip-flop model.',
    },
  ],
  metric: 'accuracy',
  cells: exampleCells(),
  selected: { weightBits: 3, activationBits: 3 },
  hovered: null,
  pins: [{ weightBits: 1, activationBits: 1 }],
  onMetric: ignore,
  onSelect: ignore,
  onHover: ignore,
  onPin: ignore,
});
