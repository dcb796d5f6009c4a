// SPDX-License-Identifier: Apache-2.0
import { createRequire } from 'node:module'
import { PrismaAdapter } from '@auth/prisma-adapter'
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3'
import { PrismaMariaDb } from '@prisma/adapter-mariadb'
import { PrismaPg } from '@prisma/adapter-pg'
import { generated, migration } from './prisma/engine.js'
import { script as mysqlScript } from './prisma/mysql.js'
import { schema } from './prisma/schema.js'

const drivers = {
  postgres: ({ type, synchronize, ...database }) => new PrismaPg({ ...database, max: 8 }),
  mysql: ({ type, synchronize, ...database }) =>
    new PrismaMariaDb({ ...database, connectionLimit: 8, allowPublicKeyRetrieval: true }),
  sqlite: ({ file }) => new PrismaBetterSqlite3({ url: `file:${file}` })
}

export function open (database) {
  const text = schema(database.type)
  const driver = drivers[database.type](database)
  const { PrismaClient } = createRequire(import.meta.url)(generated(database.type, text))
  const client = new PrismaClient({ adapter: driver })
  return {
    adapter: PrismaAdapter(client),
    async createTables () {
      const script = database.type === 'mysql' ? mysqlScript : await migration(driver, text)
      const connection = await driver.connect()
      for (const sql of script.split(/;$/m).filter(part => part.trim())) {
        await connection.executeRaw({ sql, args: [], argTypes: [] })
      }
      await connection.dispose()
    },
    close: () => client.$disconnect()
  }
}
