import { openEngine } from '../engines';
import { trainerContract } from '../trainer.contract';

trainerContract('tfjs-cpu', () => openEngine('tfjs-cpu'));
