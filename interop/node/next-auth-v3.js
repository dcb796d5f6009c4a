// SPDX-License-Identifier: Apache-2.0
//
// The adapter of next-auth 3 behind lines of JSON: the first line of the input is TypeORM's configuration, each further
// one a call {"id", "op", "args"}, answered in any order by {"id", "value"} or {"id", "error"}.
'use strict'

const readline = require('readline')
const Adapters = require('next-auth/adapters').default

const provider = { maxAge: 24 * 60 * 60, sendVerificationRequest: async () => {} }
const appOptions = {
  session: { maxAge: 30 * 24 * 60 * 60, updateAge: 24 * 60 * 60 },
  baseUrl: 'http://localhost',
  secret: 'interop secret ✓',
  debug: false,
  logger: { error: (...args) => console.error(...args), warn: () => {}, debug: () => {} }
}

// Standard output is for answers only.
console.log = console.error

const calls = adapter => ({
  createUser: profile => adapter.createUser(profile),
  getUser: id => adapter.getUser(id),
  getUserByEmail: email => adapter.getUserByEmail(email),
  getUserByProviderAccountId: (providerId, accountId) => adapter.getUserByProviderAccountId(providerId, accountId),
  updateUser: async (id, { emailVerified, ...changes }) =>
    adapter.updateUser(Object.assign(await adapter.getUser(id), changes, { emailVerified: new Date(emailVerified) })),
  // The id as the adapter itself hands it around: an ObjectId on MongoDB.
  linkAccount: async (id, provider, type, accountId, refreshToken, accessToken, expires) =>
    adapter.linkAccount((await adapter.getUser(id)).id, provider, type, accountId, refreshToken, accessToken,
      expires && new Date(expires)),
  createSession: async id => adapter.createSession(await adapter.getUser(id)),
  getSession: token => adapter.getSession(token),
  extendSession: async token => adapter.updateSession(await adapter.getSession(token), true),
  deleteSession: async token => { await adapter.deleteSession(token) },
  requestVerification: async (identifier, token) => {
    await adapter.createVerificationRequest(identifier, 'http://localhost', token, appOptions.secret, provider)
  },
  verify: async (identifier, token) => {
    const found = await adapter.getVerificationRequest(identifier, token, appOptions.secret, provider)
    if (found) {
      await adapter.deleteVerificationRequest(identifier, token, appOptions.secret, provider)
    }
    return Boolean(found)
  }
})

async function main () {
  let ops, run
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(line)
    if (!ops) {
      const adapter = await Adapters.Default(message).getAdapter(appOptions)
      ops = calls(adapter)
      run = message.type === 'sqlite' ? inTurn() : call => call()
      answer({ id: 0, value: true })
      continue
    }
    const { id, op, args } = message
    run(() => ops[op](...args))
      .then(value => answer({ id, value: value === undefined ? null : value }))
      .catch(error => answer({ id, error: String(error.message || error) }))
  }
  process.exit(0)
}

// TypeORM has one connection to SQLite, on which concurrent transactions would be one.
function inTurn () {
  let last = Promise.resolve()
  return call => {
    last = last.then(call, call)
    return last
  }
}

function answer (message) {
  process.stdout.write(JSON.stringify(message) + '\n')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
