import { expose } from 'comlink';
import { createDataService } from './data-service';
import { carryErrors } from './error-transfer';

carryErrors();
expose(createDataService());
