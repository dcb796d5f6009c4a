// SPDX-License-Identifier: Apache-2.0
import { MikroORM } from '@mikro-orm/core'
import { MikroOrmAdapter, defaultEntities } from '@auth/mikro-orm-adapter'

const packages = { postgres: '@mikro-orm/postgresql', mysql: '@mikro-orm/mysql', sqlite: '@mikro-orm/sqlite' }
const drivers = { postgres: 'PostgreSqlDriver', mysql: 'MySqlDriver', sqlite: 'SqliteDriver' }

export async function open ({ type, host, port, user, password, database, file }) {
  const driver = (await import(packages[type]))[drivers[type]]
  const options = () => ({
    driver,
    entities: Object.values(defaultEntities),
    forceUtcTimezone: true,
    pool: { max: type === 'sqlite' ? 1 : 8 },
    ...(type === 'sqlite' ? { dbName: file } : { dbName: database, host, port, user, password })
  })
  const adapter = MikroOrmAdapter(options())
  return {
    adapter,
    async createTables () {
      const orm = await MikroORM.init(options())
      await orm.getSchemaGenerator().createSchema()
      await orm.close()
    },
    close: () => adapter.__disconnect(),
    inTurn: type === 'sqlite'
  }
}
