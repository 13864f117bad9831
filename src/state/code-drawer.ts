import { fileOfLayer } from '../core/codegen/layer-links';
import { useStore } from './store';

/** Opens the drawer at the code of a layer: its Verilog if Verilog is open there, else its HLS. */
export function showLayerCode(layer: number): void {
  const { codePath, updateSession, look } = useStore.getState();
  const files = [`hls/mvau${layer}.h`, `rtl/mvau${layer}.v`];
  updateSession({ layer, codePath: fileOfLayer(files, layer, codePath) ?? files[0] });
  look({ drawer: 'code' });
}
