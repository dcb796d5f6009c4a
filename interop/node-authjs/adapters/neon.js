// SPDX-License-Identifier: Apache-2.0
//
// The adapter for Neon on a PostgreSQL of one's own: its pool is the one of `pg`, but for the way to the server.
import NeonAdapter from '@auth/neon-adapter'
import { open as openPostgres } from './pg.js'

export const open = database => openPostgres(database, NeonAdapter)
