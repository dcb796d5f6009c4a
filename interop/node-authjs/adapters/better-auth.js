// SPDX-License-Identifier: Apache-2.0
//
// Better-auth's own internal adapter, called by the names of Auth.js.
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { mysqlPool, postgresPool, sqliteFile } from '../pools.js'

const pools = { postgres: postgresPool, mysql: database => mysqlPool(database).promise(), sqlite: sqliteFile }

export async function open (database) {
  const pool = pools[database.type](database)
  const options = { database: pool, secret: 'an interop secret that is long enough ✓', baseURL: 'http://localhost' }
  const { internalAdapter } = await betterAuth(options).$context
  return {
    adapter: inTheWordsOfAuthJs(internalAdapter),
    createTables: async () => (await getMigrations(options)).runMigrations(),
    close: () => pool.close ? pool.close() : pool.end()
  }
}

const session = row => row && { ...row, sessionToken: row.token, expires: row.expiresAt }

function inTheWordsOfAuthJs (better) {
  return {
    createUser: async ({ id, emailVerified, ...data }) =>
      better.createUser({ ...data, emailVerified: !!emailVerified }),
    getUser: id => better.findUserById(id),
    getUserByEmail: async email => (await better.findUserByEmail(email))?.user,
    getUserByAccount: async ({ provider, providerAccountId }) =>
      (await better.findAccountOwnerByKey({ providerId: provider, accountId: providerAccountId }))?.user,
    updateUser: ({ id, emailVerified, ...data }) =>
      better.updateUser(id, emailVerified === undefined ? data : { ...data, emailVerified: !!emailVerified }),
    deleteUser: id => better.deleteUser(id),
    linkAccount: account => better.linkAccount({
      userId: account.userId,
      providerId: account.provider,
      accountId: account.providerAccountId,
      refreshToken: account.refresh_token,
      accessToken: account.access_token,
      accessTokenExpiresAt: account.expires_at && new Date(account.expires_at * 1000),
      idToken: account.id_token,
      scope: account.scope
    }),
    unlinkAccount: async ({ provider, providerAccountId }) =>
      better.deleteAccount((await better.findAccountByKey({ providerId: provider, accountId: providerAccountId })).id),
    createSession: async ({ sessionToken, userId, expires }) =>
      session(await better.createSession(userId, false, { token: sessionToken, expiresAt: expires }, true)),
    getSessionAndUser: async token => {
      const found = await better.findSession(token)
      return found && { session: session(found.session), user: found.user }
    },
    updateSession: async ({ sessionToken, expires }) =>
      session(await better.updateSession(sessionToken, { expiresAt: expires })),
    deleteSession: token => better.deleteSession(token),
    createVerificationToken: ({ identifier, token, expires }) =>
      better.createVerificationValue({ identifier, value: token, expiresAt: expires }),
    useVerificationToken: async ({ identifier, token }) => {
      const found = await better.findVerificationValue(identifier)
      if (found?.value !== token) return null
      const used = await better.consumeVerificationValue(identifier)
      return used && { identifier, token: used.value, expires: used.expiresAt }
    }
  }
}
