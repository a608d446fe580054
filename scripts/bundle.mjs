// The build that is started: our modules and the packages under them as a few files. To find and compile 2,300 modules
// takes half of a start. Not minified, so that a stack trace names what stands in the source.
import { rolldown } from 'rolldown';
import { leanerPrisma } from './support/leaner-prisma.mjs';
import { Problem, runMain } from './support/problem.mjs';
import { BUNDLE, inProject } from './support/project.mjs';

/** Compiled for each platform, or not installed here: Nest asks for these and goes on without them. */
const LEFT_OUTSIDE = [
  '@node-rs/argon2',
  'pg-native',
  /^@nestjs\/(microservices|websockets|platform-express)/,
  'class-transformer/storage',
  '@fastify/view',
];

const OWN_REQUIRE = 'const require = createRequire(import.meta.url);';

/** What makes a `require` of its own, which no bundler follows. */
const MAKES_ITS_REQUIRE = {
  // Derives DTOs from others, by the rules that class-validator and class-transformer hold: those of the bundle.
  '@nestjs/mapped-types/dist/type-helpers.utils.js': (code) => code.replace(OWN_REQUIRE, ''),
  // A way for packages that nobody has loaded; none is left to it.
  '@nestjs/common/utils/load-package.util.js': (code) => code,
  // For logs that a thread of its own writes; ours are not.
  'pino/lib/transport.js': (code) => code,
  // Where the files of Swagger UI lie.
  '@nestjs/swagger/dist/swagger-ui/swagger-ui.js': (code) => code,
};

/** A package that is loaded beside the bundle as well would be there twice, with rules of its own. */
const requires = {
  name: 'requires',
  transform(code, id) {
    if (!id.includes('/node_modules/') || !code.includes('createRequire(')) return null;
    const name = id.split('/node_modules/').at(-1);
    const adapted = MAKES_ITS_REQUIRE[name]?.(code);
    if (adapted === undefined)
      throw new Problem(`${name} makes a require of its own: scripts/bundle.mjs has to say how`);
    return adapted;
  },
};

await runMain(async () => {
  const bundle = await rolldown({
    cwd: inProject(),
    platform: 'node',
    input: {
      main: inProject('dist/main.js'),
      'route-worker': inProject('dist/visits/routes/engine/route-worker.js'),
    },
    external: LEFT_OUTSIDE,
    plugins: [requires, leanerPrisma()],
    onLog(level, log) {
      if (level === 'warn') throw new Problem(`bundling: ${log.message}`);
    },
  });
  await bundle.write({
    // As deep below dist as the modules that look for files from where they are.
    dir: BUNDLE,
    cleanDir: true,
    keepNames: true,
    comments: false,
    // V8 keeps the text, at two bytes a character when a single one is not of Latin 1.
    charset: 'ascii',
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    assetFileNames: '[name][extname]',
  });
  await bundle.close();
});
