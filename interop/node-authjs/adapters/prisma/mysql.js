// SPDX-License-Identifier: Apache-2.0
//
// What `prisma migrate` makes of the schema for MySQL, which only the engine that has to be downloaded can say.
const stamps = '`createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `updatedAt` DATETIME(3) NOT NULL'
const texts = (rule, ...names) => names.map(name => `\`${name}\` VARCHAR(191) ${rule}`).join(', ')
const long = (...names) => names.map(name => `\`${name}\` TEXT NULL`).join(', ')
const unique = (table, ...names) =>
  `UNIQUE INDEX \`${table}_${names.join('_')}_key\`(${names.map(name => `\`${name}\``).join(', ')})`
const table = (name, ...lines) =>
  `CREATE TABLE \`${name}\` (${lines.join(', ')}) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`
const key = (name, onDelete) => `ALTER TABLE \`${name}\` ADD CONSTRAINT \`${name}_userId_fkey\` ` +
  `FOREIGN KEY (\`userId\`) REFERENCES \`User\`(\`id\`) ON DELETE ${onDelete} ON UPDATE CASCADE;`

export const script = [
  table('User', texts('NOT NULL', 'id'), texts('NULL', 'name', 'username', 'email', 'image'),
    '`emailVerified` DATETIME(3) NULL', stamps, unique('User', 'username'), unique('User', 'email'),
    'PRIMARY KEY (`id`)'),
  table('Account', texts('NOT NULL', 'id', 'userId', 'type', 'provider', 'providerAccountId'),
    long('refresh_token', 'access_token', 'id_token'), '`expires_at` INTEGER NULL',
    texts('NULL', 'token_type', 'scope', 'session_state'), '`refresh_token_expires_in` INTEGER NULL', stamps,
    unique('Account', 'userId'), 'INDEX `Account_userId_idx`(`userId`)',
    unique('Account', 'provider', 'providerAccountId'), 'PRIMARY KEY (`id`)'),
  table('Session', texts('NOT NULL', 'id', 'sessionToken', 'userId'), '`expires` DATETIME(3) NOT NULL', stamps,
    unique('Session', 'sessionToken'), 'INDEX `Session_userId_idx`(`userId`)', 'PRIMARY KEY (`id`)'),
  table('VerificationToken', texts('NOT NULL', 'identifier', 'token'), '`expires` DATETIME(3) NOT NULL',
    unique('VerificationToken', 'identifier', 'token')),
  table('Authenticator',
    texts('NOT NULL', 'credentialID', 'userId', 'providerAccountId', 'credentialPublicKey', 'credentialDeviceType'),
    '`counter` INTEGER NOT NULL', '`credentialBackedUp` BOOLEAN NOT NULL', texts('NULL', 'transports'),
    unique('Authenticator', 'credentialID'), 'PRIMARY KEY (`userId`, `credentialID`)'),
  key('Account', 'RESTRICT'), key('Session', 'RESTRICT'), key('Authenticator', 'CASCADE')
].join('\n')
