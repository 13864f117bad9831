import { expose } from 'comlink';
import { carryErrors } from './error-transfer';
import { createExportService } from './export-service';

carryErrors();
expose(createExportService());
