import { beforeEach, expect, it } from 'vitest';
import { DESIGN_DEFAULTS } from '../core/design/design';
import { showLayerCode } from './code-drawer';
import { useStore } from './store';

beforeEach(() => {
  useStore.getState().openDesign(DESIGN_DEFAULTS);
  useStore.getState().updateSession({ layer: null, codePath: '' });
});

const shown = () => {
  const { layer, codePath, design } = useStore.getState();
  return [layer, codePath, design.drawer];
};

it('opens the drawer at the HLS of the layer and selects it', () => {
  showLayerCode(2);
  expect(shown()).toEqual([2, 'hls/mvau2.h', 'code']);
});

it('stays with Verilog where Verilog is open', () => {
  useStore.getState().updateSession({ codePath: 'rtl/fifo.v' });
  showLayerCode(1);
  expect(shown()).toEqual([1, 'rtl/mvau1.v', 'code']);
});
