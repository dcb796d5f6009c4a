// SPDX-License-Identifier: Apache-2.0
package io.authflux.r2dbc;

import io.authflux.testkit.CustomModelContract;

/** The contract once more, with columns that the application added and names that it chose. */
class PostgresCustomModelTest extends PostgresContractTest implements CustomModelContract {}
