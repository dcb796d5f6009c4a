// SPDX-License-Identifier: Apache-2.0
//
// One adapter of Auth.js behind lines of JSON: the first line of the input names it and the database, each further one
// is a call {"id", "op", "args"}, answered in any order by {"id", "value"} or {"id", "error"}.
import readline from 'node:readline'

// As in a deployment. In development TypeORM's adapter builds its metadata anew at every call, which calls at the same
// time do not survive.
process.env.NODE_ENV = 'production'

// Standard output is for answers only.
console.log = console.info = console.error

const dates = ['emailVerified', 'expires']
const withDates = value => value && Object.fromEntries(Object.entries(value)
  .map(([key, field]) => [key, dates.includes(key) && typeof field === 'string' ? new Date(field) : field]))

async function main () {
  let opened, run
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const message = JSON.parse(line)
    if (!opened) {
      opened = await (await import(`./adapters/${message.adapter}.js`)).open(message.database)
      if (message.database.synchronize) await opened.createTables()
      run = opened.inTurn ? inTurn() : call => call()
      answer({ id: 0, value: true })
      continue
    }
    const { id, op, args } = message
    run(async () => opened.adapter[op](...args.map(arg => typeof arg === 'object' ? withDates(arg) : arg)))
      .then(value => answer({ id, value: value === undefined ? null : value }))
      .catch(error => answer({ id, error: String(error.message || error) }))
  }
  process.exit(0)
}

function inTurn () {
  let last = Promise.resolve()
  return call => {
    last = last.then(call, call)
    return last
  }
}

// A BigInt has no JSON.
function answer (message) {
  const line = JSON.stringify(message, (key, value) => typeof value === 'bigint' ? String(value) : value)
  process.stdout.write(line + '\n')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
