import { openEngine } from '../engines';
import { trainerContract } from '../trainer.contract';

trainerContract('wasm-simd', () => openEngine('wasm-simd'));
