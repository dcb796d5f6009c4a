// SPDX-License-Identifier: Apache-2.0
//
// The models that the adapter's page lists for each database, with their differences.
const cuid = 'id String @id @default(cuid())'
const differences = {
  postgres: {
    provider: 'postgresql',
    email: 'String @unique',
    text: 'String?',
    account: ['@@id([provider, providerAccountId])'],
    session: [],
    token: '@@id([identifier, token])',
    onDelete: ', onDelete: Cascade'
  },
  sqlite: {
    provider: 'sqlite',
    email: 'String? @unique',
    text: 'String?',
    account: [cuid, '@@unique([provider, providerAccountId])'],
    session: [cuid],
    token: '@@unique([identifier, token])',
    onDelete: ', onDelete: Cascade'
  },
  mysql: {
    provider: 'mysql',
    email: 'String? @unique',
    username: ['username String? @unique'],
    text: 'String? @db.Text',
    // One account a user, as the page has it.
    oneAccount: ' @unique',
    account: [cuid, 'refresh_token_expires_in Int?', '@@index([userId])', '@@unique([provider, providerAccountId])'],
    session: [cuid, '@@index([userId])'],
    token: '@@unique([identifier, token])',
    onDelete: ''
  }
}

const stamps = ['createdAt DateTime @default(now())', 'updatedAt DateTime @updatedAt']
const fields = (type, ...names) => names.map(name => `${name} ${type}`)
const block = (kind, name, lines) => `${kind} ${name} {\n${lines.map(line => `  ${line}\n`).join('')}}\n`

export function schema (type) {
  const { provider, email, username = [], text, oneAccount = '', account, session, token, onDelete } = differences[type]
  const owner = rule => `user User @relation(fields: [userId], references: [id]${rule})`
  return [
    block('datasource', 'db', [`provider = "${provider}"`]),
    block('generator', 'client', ['provider = "prisma-client-js"', 'output = "./client"']),
    block('model', 'User', [cuid, `email ${email}`, ...username, 'emailVerified DateTime?',
      ...fields('String?', 'name', 'image'), ...stamps,
      'accounts Account[]', 'sessions Session[]', 'Authenticator Authenticator[]']),
    block('model', 'Account', [`userId String${oneAccount}`,
      ...fields('String', 'type', 'provider', 'providerAccountId'),
      ...fields(text, 'refresh_token', 'access_token', 'id_token'), 'expires_at Int?',
      ...fields('String?', 'token_type', 'scope', 'session_state'), ...account, ...stamps, owner(onDelete)]),
    block('model', 'Session', ['sessionToken String @unique', 'userId String', 'expires DateTime',
      ...session, ...stamps, owner(onDelete)]),
    block('model', 'VerificationToken', [...fields('String', 'identifier', 'token'), 'expires DateTime', token]),
    block('model', 'Authenticator', ['credentialID String @unique',
      ...fields('String', 'userId', 'providerAccountId', 'credentialPublicKey', 'credentialDeviceType'), 'counter Int',
      'credentialBackedUp Boolean', 'transports String?', owner(', onDelete: Cascade'), '@@id([userId, credentialID])'])
  ].join('\n')
}
