// SPDX-License-Identifier: Apache-2.0
import { D1Adapter } from '@auth/d1-adapter'
import { upSQLStatements } from '../node_modules/@auth/d1-adapter/migrations.js'
import { sqliteFile } from '../pools.js'

// The part of Cloudflare's client that the adapter calls, over a file.
const client = sqlite => ({
  prepare: sql => {
    const statement = sqlite.prepare(sql)
    return {
      bind: (...values) => ({
        run: async () => { statement.run(...values); return { success: true } },
        first: async () => (statement.reader ? statement.get(...values) : void statement.run(...values)) ?? null
      })
    }
  }
})

export function open (database) {
  const sqlite = sqliteFile(database)
  return {
    adapter: D1Adapter(client(sqlite)),
    createTables: () => upSQLStatements.forEach(statement => sqlite.exec(statement)),
    close: () => sqlite.close()
  }
}
