// SPDX-License-Identifier: Apache-2.0
//
// Prisma's generator and its schema engine, without the programs for one platform that it would download.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engine from '../../node_modules/@prisma/schema-engine-wasm/schema_engine_bg.js'

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url))

/** The client of a schema, generated once. */
export function generated (name, schema) {
  const digest = createHash('sha256').update(schema).digest('hex').slice(0, 12)
  const folder = path.join(modules, '.prisma-clients', `${name}-${digest}`)
  const client = path.join(folder, 'client')
  if (!fs.existsSync(path.join(client, 'index.js'))) {
    fs.mkdirSync(folder, { recursive: true })
    const file = path.join(folder, 'schema.prisma')
    fs.writeFileSync(file, schema)
    execFileSync(process.execPath, [path.join(modules, 'prisma/build/index.js'), 'generate', '--schema', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
      // The generator only asks whether the program is there.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' }
    })
  }
  return client
}

/** The statements of `prisma migrate` that make the tables of a schema, from its engine in WebAssembly. */
export async function migration (driver, schema) {
  const wasm = fs.readFileSync(path.join(modules, '@prisma/schema-engine-wasm/schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': engine })
  engine.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const files = [{ path: 'schema.prisma', content: schema }]
  const migrate = await engine.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => {},
    bindMigrationAwareSqlAdapterFactory(driver))
  const { stdout } = await migrate.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] }
  })
  return stdout
}
