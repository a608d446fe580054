export { AuthModule } from './auth.module.js';
export { type PossibleOwner, UserDirectory } from './users/user-directory.service.js';
