// node dist/create-admin.js <email> "<full name>": the first admin of a fresh installation.
import { isEmail } from 'class-validator';
import { createFirstAdmin } from './auth/first-admin/create-first-admin.js';
import { readConfig } from './platform/config/config.js';
import { PrismaService } from './platform/prisma/prisma.service.js';

const [email, fullName] = process.argv.slice(2);
if (!email || !isEmail(email) || !fullName?.trim()) {
  console.error('Usage: node dist/create-admin.js <email> "<full name>"');
  process.exit(2);
}
const prisma = new PrismaService(readConfig(process.env));
const admin = await createFirstAdmin(prisma, { email, fullName: fullName.trim() });
await prisma.onApplicationShutdown();
if (!admin) {
  console.error('There is an admin already: sign in as that one to make further accounts.');
  process.exit(1);
}
console.log(`Admin ${admin.email} made. Password (shown only now): ${admin.password}`);
