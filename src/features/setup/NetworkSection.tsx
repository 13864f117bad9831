import { defaultInputBits, PRESETS, topologyOf } from '../../core/network/presets';
import { ALL_BITS } from '../../core/precision';
import { useStore } from '../../state/store';
import { DraftInput } from './DraftInput';
import { Field } from './Field';
import styles from './setup.module.css';

const CUSTOM_START = '784-128-64-10';

const legalNetwork = (text: string): string => {
  const name = text.trim().toLowerCase();
  topologyOf(name);
  return name;
};

/** Which network: a preset or an MLP of one's own, and how many bits of each pixel it sees. */
export function NetworkSection() {
  const { network, inputBits } = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const preset = Object.hasOwn(PRESETS, network);
  const topology = topologyOf(network);
  const choose = (name: string) =>
    edit({ network: name === 'custom' ? CUSTOM_START : name, inputBits: null });
  return (
    <section className={styles.section} aria-labelledby="network-title">
      <h2 id="network-title">Network</h2>
      <Field label="Network">
        <select value={preset ? network : 'custom'} onChange={(event) => choose(event.target.value)}>
          {Object.keys(PRESETS).map((name) => (
            <option key={name} value={name}>
              {name.toUpperCase()}
            </option>
          ))}
          <option value="custom">MLP of your own</option>
        </select>
      </Field>
      <Field label="Input bits">
        <select
          value={inputBits ?? defaultInputBits(topology)}
          onChange={(event) => edit({ inputBits: Number(event.target.value) })}
        >
          {ALL_BITS.map((bits) => (
            <option key={bits} value={bits}>
              {bits}
            </option>
          ))}
        </select>
      </Field>
      {!preset && (
        <DraftInput
          wide
          label="Layers"
          value={network}
          format={String}
          parse={legalNetwork}
          onChange={(name) => edit({ network: name })}
        />
      )}
    </section>
  );
}
