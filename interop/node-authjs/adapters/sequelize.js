// SPDX-License-Identifier: Apache-2.0
import SequelizeAdapter from '@auth/sequelize-adapter'
import { Sequelize } from 'sequelize'

export function open ({ type, host, port, user, password, database, file, synchronize }) {
  const client = type === 'sqlite'
    ? new Sequelize({ dialect: type, storage: file, logging: false, dialectOptions: {} })
    : new Sequelize(database, user, password, { dialect: type, host, port, logging: false, pool: { max: 8 } })
  // The adapter would synchronize all four tables at once, in which the keys come before what they refer to.
  const adapter = SequelizeAdapter(client, { synchronize: false })
  return { adapter, createTables: () => client.sync(), close: () => client.close() }
}
