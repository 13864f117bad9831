import { useState } from 'react';
import type { MvauOptionName } from '../../core/hardware/mvau-options';
import { stagesOf } from '../../core/network/topology';
import { designTopology } from '../../state/recipes';
import { useStore } from '../../state/store';
import { Field } from '../setup/Field';
import styles from './mvau.module.css';
import { OptionMenu } from './OptionMenu';
import { networkMenus, withOption } from './view-model';

/** What the MVAUs are built from, for all layers at once; folded away until it is asked for. */
export function NetworkOptions() {
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.options} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>MVAU options</summary>
      {open && <Menus />}
    </details>
  );
}

/** The activation of all hidden layers: the option that every export has, whatever the estimator heeds. */
export function ActivationOption() {
  return <Menus only="activation" />;
}

function Menus({ only }: { only?: MvauOptionName }) {
  const design = useStore((s) => s.design);
  const edit = useStore((s) => s.edit);
  const layers = stagesOf(designTopology(design)).length;
  const menus = networkMenus(design.mvau, layers).filter(({ name }) => only === undefined || name === only);
  return (
    <div className={styles.menus}>
      {menus.map((menu) => (
        <Field key={menu.name} label={menu.label}>
          <OptionMenu
            menu={menu}
            onChoose={(value) => edit({ mvau: withOption(design.mvau, menu.name, value) })}
          />
        </Field>
      ))}
    </div>
  );
}
