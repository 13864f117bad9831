import { trainerContract } from '../trainer.contract';
import { referenceEngine } from './reference';

trainerContract('reference', async () => referenceEngine);
