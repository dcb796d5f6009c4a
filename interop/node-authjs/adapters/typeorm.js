// SPDX-License-Identifier: Apache-2.0
import { TypeORMAdapter } from '@auth/typeorm-adapter'

// TypeORM makes the tables when it connects, so that the adapter is told beforehand.
export function open ({ type, host, port, user, password, database, file, synchronize }) {
  const adapter = TypeORMAdapter(type === 'sqlite'
    ? { type, database: file, synchronize, enableWAL: true, busyTimeout: 10000 }
    : { type, host, port, username: user, password, database, synchronize, timezone: 'Z', poolSize: 8 })
  return {
    adapter,
    createTables: () => adapter.getUser('00000000-0000-0000-0000-000000000000'),
    close: () => adapter.__disconnect(),
    // One connection to SQLite, on which concurrent transactions would be one.
    inTurn: type === 'sqlite'
  }
}
