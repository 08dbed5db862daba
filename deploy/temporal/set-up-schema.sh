#!/bin/sh
# Brings Temporal's two databases to the schema that comes with the tool; repeatable, so that it runs at each start.
# Where they are, the tool reads from SQL_HOST, SQL_PORT, SQL_USER and SQL_PASSWORD.
set -eu

tool=${TEMPORAL_SQL_TOOL:-temporal-sql-tool}
export SQL_PLUGIN=postgres12

set_up() {
  database=$1
  schema=$2
  "$tool" --database "$database" setup-schema --version 0.0
  "$tool" --database "$database" update-schema --schema-name "postgresql/v12/$schema"
}

set_up temporal temporal
set_up temporal_visibility visibility
