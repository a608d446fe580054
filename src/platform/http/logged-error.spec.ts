import { describe, expect, it } from '@jest/globals';
import pino, { type SerializedError } from 'pino';
import { loggedError } from './logged-error.js';

const logged = (error: Error): SerializedError => loggedError(pino.stdSerializers.err(error));

describe('an error in the log', () => {
  it('does not repeat what a wrong query was given, in its message, its stack or its cause', () => {
    const dump = '{\n  data: {\n    email: "rita@example.test",\n    passwordHash: "$argon2id"\n  }\n}';
    const cause = new Error(`Invalid \`create()\` invocation:\n\n${dump}\n\nArgument \`role\` is missing.`);
    for (const error of [cause, new Error('not saved', { cause })]) {
      const text = JSON.stringify(logged(error));
      expect(text).not.toMatch(/rita|argon2id|passwordHash/);
      expect(text).toContain('Argument `role` is missing.');
    }
  });

  it('is otherwise as it was', () => {
    const error = Object.assign(new Error('away {\n}'), { code: 'ECONNREFUSED' });
    expect(logged(error)).toMatchObject({
      ...{ type: 'Error', message: error.message, stack: error.stack, code: 'ECONNREFUSED' },
    });
  });
});
