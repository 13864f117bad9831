import { expose } from 'comlink';
import { carryErrors } from './error-transfer';
import { createTrainService } from './train-service';

carryErrors();
expose(createTrainService());
