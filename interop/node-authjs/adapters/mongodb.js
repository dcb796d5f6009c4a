// SPDX-License-Identifier: Apache-2.0
import { MongoDBAdapter } from '@auth/mongodb-adapter'
import { MongoClient } from 'mongodb'

export function open ({ host, port, user, password, database }) {
  const auth = user && { auth: { username: user, password }, authSource: 'admin' }
  const client = new MongoClient(`mongodb://${host}:${port}`, { ...auth, maxPoolSize: 8 })
  return {
    adapter: MongoDBAdapter(client, { databaseName: database }),
    createTables: () => {},
    close: () => client.close()
  }
}
