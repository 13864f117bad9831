import { openEngine } from '../engines';
import { trainerContract } from '../trainer.contract';

trainerContract('wasm-fma', () => openEngine('wasm-fma'));
