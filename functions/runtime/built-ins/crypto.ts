export const { createHash, createHmac, getRandomValues, hash, randomBytes, randomInt, randomUUID, timingSafeEqual } =
  process.getBuiltinModule('node:crypto');
