export { PrivacyModule } from './privacy.module.js';
export { withoutPersonalData, WITHHELD } from './classification/fact-rules.js';
