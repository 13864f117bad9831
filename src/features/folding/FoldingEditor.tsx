import { useState } from 'react';
import { choiceOf, type FoldingChoice } from '../../core/design/folding-choice';
import { legalStops, refoldLayer } from '../../core/hardware/folding-stops';
import { balance } from '../../core/hardware/search/balance';
import { type GridCell, hardwareOf } from '../../state/grid';
import { designPrecision } from '../../state/recipes';
import { useStore } from '../../state/store';
import { LayerOptions } from '../mvau/LayerOptions';
import { ExportActivation } from './ExportActivation';
import styles from './folding.module.css';
import { StopSlider } from './StopSlider';
import { foldingsOf, MODES, type Mode, modeOf } from './view-model';

/** How the layers are folded: by a rule, the fastest that fits, or by hand with sliders that stop at legal values. */
export function FoldingEditor({ cell }: { cell: GridCell }) {
  const design = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const [chosen, setLayer] = useState(0);
  const layers = foldingsOf(cell.estimate);
  const layer = Math.min(chosen, layers.length - 1);
  const { name, title, folding } = layers[layer];
  const { foldingModel, heedsMvau } = hardwareOf(design).estimator;
  const searchable = foldingModel !== undefined;

  const byHand = (patch: { pe?: number; simd?: number }, gesture: string) => {
    const moved = refoldLayer(
      layers.map((l) => l.folding),
      layer,
      patch,
    );
    edit({ folding: choiceOf(moved) }, gesture);
  };
  const choose = (mode: Mode) => {
    const choices: Record<Mode, FoldingChoice> = {
      rule: 'rule',
      fit: 'fit',
      hand: choiceOf(layers.map((l) => l.folding)),
    };
    edit({ folding: choices[mode] });
  };
  const giveBack = () => {
    const { estimator, topology, device, clockMhz, mvau } = hardwareOf(design);
    const precision = designPrecision(design, cell);
    const request = { estimator, topology, precision, device, clockMhz, mvau };
    edit({
      folding: choiceOf(
        balance(
          request,
          layers.map((l) => l.folding),
          'ii',
        ),
      ),
    });
  };
  return (
    <section className={styles.editor} aria-labelledby="folding-title">
      <div className={styles.row}>
        <h2 id="folding-title">Folding</h2>
        <select
          aria-label="How to fold"
          value={modeOf(design.folding)}
          onChange={(event) => choose(event.target.value as Mode)}
        >
          {MODES.filter(({ id }) => id !== 'fit' || searchable).map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <button
          type="button"
          disabled={!searchable}
          onClick={giveBack}
          title="Keep the frame rate, give back what fast layers do not need: all cells, by hand from here on"
        >
          Balance
        </button>
      </div>
      <div className={styles.layer}>
        <select
          aria-label="Layer to fold"
          value={layer}
          onChange={(event) => setLayer(Number(event.target.value))}
        >
          {layers.map(({ name: each, title }, i) => (
            <option key={each} value={i}>
              {title}
            </option>
          ))}
        </select>
        <StopSlider
          label="PE"
          stops={legalStops(folding.mh)}
          textOf={(pe) => `${pe}, divides ${folding.mh}`}
          value={folding.pe}
          onChange={(pe, drag) => byHand({ pe }, `pe of ${name}, drag ${drag}`)}
        />
        <StopSlider
          label="SIMD"
          stops={legalStops(folding.mw)}
          textOf={(simd) => `${simd}, divides ${folding.mw}`}
          value={folding.simd}
          onChange={(simd, drag) => byHand({ simd }, `simd of ${name}, drag ${drag}`)}
        />
      </div>
      {heedsMvau ? <LayerOptions layer={layer} layers={layers.length} title={title} /> : <ExportActivation />}
    </section>
  );
}
