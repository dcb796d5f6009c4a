// SPDX-License-Identifier: Apache-2.0
import { DrizzleAdapter } from '@auth/drizzle-adapter'
import { drizzle as mysqlDrizzle } from 'drizzle-orm/mysql2'
import { drizzle as postgresDrizzle } from 'drizzle-orm/node-postgres'
import { drizzle as sqliteDrizzle } from 'drizzle-orm/better-sqlite3'
import { mysqlPool, postgresPool, sqliteFile } from '../pools.js'

const worlds = {
  postgres: { pool: postgresPool, drizzle: postgresDrizzle, tables: 'pg', kit: '' },
  mysql: { pool: mysqlPool, drizzle: mysqlDrizzle, tables: 'mysql', kit: 'MySQL' },
  sqlite: { pool: sqliteFile, drizzle: sqliteDrizzle, tables: 'sqlite', kit: 'SQLite' }
}

export function open (database) {
  const world = worlds[database.type]
  const pool = world.pool(database)
  const db = world.drizzle(pool)
  const run = sql => db.run ? db.run(sql) : db.execute(sql)
  return {
    adapter: DrizzleAdapter(db),
    // The statements that drizzle-kit generates from the tables that the adapter has without any of one's own.
    async createTables () {
      const kit = await import('drizzle-kit/api')
      const { defineTables } = await import(`../node_modules/@auth/drizzle-adapter/lib/${world.tables}.js`)
      const described = kit[`generate${world.kit}DrizzleJson`]
      const nothing = await described({})
      const wanted = await described(defineTables({}), nothing.id)
      const statements = await kit[`generate${world.kit}Migration`](nothing, wanted)
      for (const statement of statements) await run(statement)
    },
    close: () => pool.close ? pool.close() : pool.end()
  }
}
