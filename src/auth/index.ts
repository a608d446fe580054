export { AuthModule } from './auth.module.js';
export { Credentials } from './guards/credentials.service.js';
export { type PossibleOwner, UserDirectory } from './users/user-directory.service.js';
export { type Sealed, SealingKeys } from './secrets/sealing-keys.js';
