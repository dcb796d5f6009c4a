// SPDX-License-Identifier: Apache-2.0
//
// The database of a test, opened by the drivers that the adapters share.
import Database from 'better-sqlite3'
import mysql from 'mysql2'
import pg from 'pg'

export const postgresPool = ({ host, port, user, password, database }) =>
  new pg.Pool({ host, port, user, password, database, max: 8 })

// The driver would send a Date as the process' own wall clock, and a TIMESTAMP column would read that in the server's
// zone; with both at UTC a row means what whoever wrote it meant.
export function mysqlPool ({ host, port, user, password, database }) {
  const pool = mysql.createPool({ host, port, user, password, database, timezone: 'Z', connectionLimit: 8 })
  pool.on('connection', connection => connection.query("SET time_zone = '+00:00'"))
  return pool
}

export function sqliteFile ({ file }) {
  const sqlite = new Database(file, { timeout: 10000 })
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('foreign_keys = ON')
  return sqlite
}
