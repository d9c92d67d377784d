#!/bin/sh
# Makes the namespaces named as arguments where they are missing, and waits until they can be used. Can be run again
# at any time.
set -eu

# Histories are what people read when something looks wrong: 30 days of them.
retention=720h

# Tries a command for a minute; says what it waited for when that was not enough.
wait_for() {
  goal=$1
  shift
  attempts=0
  until "$@" >/dev/null 2>&1; do
    attempts=$((attempts + 1))
    if [ "$attempts" -ge 30 ]; then
      echo "$TEMPORAL_ADDRESS: $goal, still not after a minute." >&2
      exit 1
    fi
    sleep 2
  done
}

wait_for 'Temporal answers' temporal operator cluster health

for namespace in "$@"; do
  temporal operator namespace describe -n "$namespace" >/dev/null 2>&1 ||
    temporal operator namespace create -n "$namespace" --retention "$retention"
done

# The server learns of a new namespace some seconds later; a worker that is earlier would give up.
for namespace in "$@"; do
  wait_for "the namespace $namespace can be used" temporal workflow list -n "$namespace" --limit 1
  echo "The namespace $namespace can be used."
done
