// SPDX-License-Identifier: Apache-2.0
//
// SQLite in WebAssembly behind lines of JSON, as next-auth-v3.js: the first line of the input is {"file"}, and the calls are
// statements on a copy of it in memory, which save() writes back as TypeORM's autoSave does.
'use strict'

const fs = require('fs')
const readline = require('readline')
const initSqlJs = require('sql.js')

function answer (message) {
  process.stdout.write(JSON.stringify(message) + '\n')
}

async function main () {
  const SQL = await initSqlJs()
  let file, database
  const ops = {
    load: () => { database = new SQL.Database(fs.readFileSync(file)) },
    run: (sql, ...values) => { database.run(sql, values) },
    all: (sql, ...values) => {
      const statement = database.prepare(sql, values)
      const rows = []
      while (statement.step()) rows.push(statement.getAsObject())
      statement.free()
      return rows
    },
    save: () => fs.writeFileSync(file, database.export())
  }
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { id, op, args, ...first } = JSON.parse(line)
    if (!file) {
      file = first.file
      database = new SQL.Database()
      answer({ id: 0, value: true })
      continue
    }
    try {
      const value = ops[op](...args)
      answer({ id, value: value === undefined ? null : value })
    } catch (error) {
      answer({ id, error: String(error.message || error) })
    }
  }
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
