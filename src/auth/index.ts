export { AuthModule } from './auth.module.js';
export { UserDirectory } from './users/user-directory.service.js';
