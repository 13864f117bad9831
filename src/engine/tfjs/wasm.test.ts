import { openEngine } from '../engines';
import { trainerContract } from '../trainer.contract';

trainerContract('tfjs-wasm', () => openEngine('tfjs-wasm'));
