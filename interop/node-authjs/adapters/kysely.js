// SPDX-License-Identifier: Apache-2.0
import { KyselyAdapter } from '@auth/kysely-adapter'
import { Kysely, MysqlDialect, PostgresDialect, SqliteDialect, sql } from 'kysely'
import { mysqlPool, postgresPool, sqliteFile } from '../pools.js'

const worlds = {
  postgres: {
    dialect: database => new PostgresDialect({ pool: postgresPool(database) }),
    text: 'text', date: 'timestamptz', id: 'uuid', newId: sql`gen_random_uuid()`
  },
  mysql: {
    dialect: database => new MysqlDialect({ pool: mysqlPool(database) }),
    text: 'varchar(255)', date: sql`datetime(3)`, id: 'varchar(36)', newId: sql`(uuid())`
  },
  sqlite: {
    dialect: database => new SqliteDialect({ database: sqliteFile(database) }),
    text: 'text', date: 'timestamptz', id: 'varchar', newId: null
  }
}

export function open (database) {
  const world = worlds[database.type]
  const db = new Kysely({ dialect: world.dialect(database) })
  return { adapter: KyselyAdapter(db), createTables: () => createTables(db.schema, world), close: () => db.destroy() }
}

// The tables that the adapter's page lists, with the types that its own tests give them on each database.
async function createTables (schema, { text, date, id, newId }) {
  const required = column => column.notNull()
  const table = name => schema.createTable(name)
    .addColumn('id', id, column => newId ? column.primaryKey().defaultTo(newId) : column.primaryKey())
  const owned = name => table(name)
    .addColumn('userId', id === 'varchar' ? 'text' : id, required)
    .addForeignKeyConstraint(`${name}_userId_fk`, ['userId'], 'User', ['id'], key => key.onDelete('cascade'))

  await table('User').addColumn('name', text).addColumn('email', text, column => column.unique().notNull())
    .addColumn('emailVerified', date).addColumn('image', text).execute()
  const account = owned('Account').addColumn('type', text, required).addColumn('provider', text, required)
    .addColumn('providerAccountId', text, required).addColumn('expires_at', 'bigint')
  await ['refresh_token', 'access_token', 'token_type', 'scope', 'id_token', 'session_state']
    .reduce((all, name) => all.addColumn(name, text), account).execute()
  await owned('Session').addColumn('sessionToken', text, column => column.notNull().unique())
    .addColumn('expires', date, required).execute()
  await schema.createTable('VerificationToken').addColumn('identifier', text, required)
    .addColumn('token', text, column => column.notNull().unique()).addColumn('expires', date, required).execute()
  for (const name of ['Account', 'Session']) {
    await schema.createIndex(`${name}_userId_index`).on(name).column('userId').execute()
  }
}
