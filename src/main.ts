import { hasStarted } from './first-of-all.js';
import { createApp } from './configure-app.js';
import { ConfigError, readConfig } from './platform/config/config.js';

try {
  const config = readConfig(process.env);
  const app = await createApp(config);
  await app.listen(config.port, config.host);
  app.enableShutdownHooks(['SIGINT', 'SIGTERM'], { useProcessExit: true });
  hasStarted();
} catch (error) {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
}
