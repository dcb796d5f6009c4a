// SPDX-License-Identifier: Apache-2.0
package io.authflux.ormconfig;

import java.util.Map;

/** How connections are written in a file. Stateless. */
interface Format {

    /** The connections by name, in the order of the file, each as TypeORM's object. */
    Map<String, Map<String, Object>> read(Source source);
}
