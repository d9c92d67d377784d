#!/bin/sh
# Makes Temporal's two databases, or brings them up to this version's schema. Can be run again at any time.
set -eu

tool() {
  temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p "${DB_PORT:-5432}" -u "$POSTGRES_USER" --db "$@"
}

# Only a database without a version is set up: setting up again would put its version back to 0.0.
bring_up_to_date() {
  database=$1
  schema=$2
  tool "$database" create
  if output=$(tool "$database" update-schema --schema-name "$schema" 2>&1); then
    echo "$database: the schema is up to date"
    return
  fi
  case $output in
    *schema_version*'does not exist'*) ;;
    *)
      echo "$output" >&2
      exit 1
      ;;
  esac
  tool "$database" setup-schema -v 0.0
  tool "$database" update-schema --schema-name "$schema"
  echo "$database: the schema is set up"
}

bring_up_to_date temporal postgresql/v12/temporal
bring_up_to_date temporal_visibility postgresql/v12/visibility
