export { CrmCoreModule } from './crm-core.module.js';
