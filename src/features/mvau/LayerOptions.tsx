import { useStore } from '../../state/store';
import styles from './mvau.module.css';
import { OptionMenu } from './OptionMenu';
import { layerMenus, withLayerOption } from './view-model';

/** Where the weights of one layer lie. `title`: of the layer, "MVAU 1". */
export function LayerOptions({ layer, layers, title }: { layer: number; layers: number; title: string }) {
  const mvau = useStore((s) => s.design.mvau);
  const edit = useStore((s) => s.edit);
  return (
    <div className={styles.layer}>
      {layerMenus(mvau, layer).map((menu) => (
        <div key={menu.name}>
          <span aria-hidden="true">{menu.label}</span>
          <OptionMenu
            menu={menu}
            of={title}
            onChoose={(value) => edit({ mvau: withLayerOption(mvau, menu.name, layers, layer, value) })}
          />
        </div>
      ))}
    </div>
  );
}
