#!/bin/sh
# Brings a backup of backup.sh back, checked: the file's checksum first, then rows and checksum of each table.
#   restore.sh test [FILE]   into a database beside, which is dropped again. When that of the newest fails, a file
#                            <PGDATABASE>.trial-failed says so until one succeeds (backup.sh: check, rotation)
#   restore.sh FILE          in the place of PGDATABASE: the one that is there is renamed and kept. Stop the API before,
#                            run the migrations after; they also give the API's role its rights.
# FILE is a .dump; without it the newest one. PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE as for backup.sh; the user
# may make databases. RESTORE_JOBS: how many tables and indexes are made at once. Two of a kind never run at once.
set -eu
: "${PGDATABASE:?says which database}"
BACKUP_DIR=${BACKUP_DIR:-/backups}
RESTORE_JOBS=${RESTORE_JOBS:-2}
MAINTENANCE_DATABASE=${MAINTENANCE_DATABASE:-postgres}
HERE=$(cd "$(dirname "$0")" && pwd)
export PGOPTIONS="${PGOPTIONS:-} -c statement_timeout=0 -c client_min_messages=warning"
umask 077

say() { echo "restore: $(date -u +%Y-%m-%dT%H:%M:%SZ) $*"; }
fail() { say "$*" >&2; exit 1; }
admin() { psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$MAINTENANCE_DATABASE" "$@"; }

mode=place
[ "${1:-}" != test ] || { mode=test; shift; }
file=${1:-}
newest=
[ "$mode" = test ] || [ -n "$file" ] || { sed -n '2,9s/^# //p' "$0"; exit 2; }
if [ -z "$file" ]; then
  file=$(find "$BACKUP_DIR" -name "$PGDATABASE-*.sha256" | sort | tail -n 1)
  [ -n "$file" ] || fail "there is no backup in $BACKUP_DIR"
  file=${file%.sha256}.dump
  newest=$file
fi
backup=${file%.dump}
# A trial by the clock never meets a restore by hand.
[ "$mode" = test ] && aside="${PGDATABASE}_trial" || aside="${PGDATABASE}_restoring"
scratch=$(mktemp -d)
sums=$scratch/sums
busy=3

# However it ends. One that found another under way says nothing of the backup.
end() {
  rm -rf "$scratch"
  [ "$mode" = test ] && [ -n "$newest" ] && [ "$1" != "$busy" ] || return 0
  failed="$BACKUP_DIR/$PGDATABASE.trial-failed"
  if [ "$1" = 0 ]; then rm -f "$failed"; else echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $(basename "$backup")" > "$failed"; fi
}

# One of a kind at a time, by a lock that PostgreSQL takes back when this script is gone, however it went.
hold() {
  mkfifo "$scratch/asks"
  admin -v held="$scratch/held" < "$scratch/asks" > "$scratch/said" &
  keeper=$!
  exec 9> "$scratch/asks"
  printf '%s\n' '\o :held' "SELECT pg_try_advisory_lock(hashtextextended('restore:$aside', 0));" '\o' >&9 || true
  until [ -s "$scratch/held" ]; do
    kill -0 "$keeper" 2> /dev/null || fail "there is no asking $MAINTENANCE_DATABASE"
    sleep 0.1
  done
  [ "$(cat "$scratch/held")" = t ] || { say "another one is at work on $aside" >&2; exit "$busy"; }
}

trap 'end $?' EXIT
trap 'exit 130' INT TERM
trap '' PIPE
hold
(cd "$(dirname "$backup")" && sha256sum --check --status "$(basename "$backup").sha256") ||
  fail "$backup is not what was written: its checksum differs or is missing"
start=$(date +%s)
# What an earlier try left: nobody is at work on it.
admin -c "DROP DATABASE IF EXISTS \"$aside\" WITH (FORCE)" -c "CREATE DATABASE \"$aside\" TEMPLATE template0"
# The roles of the old server need not be here: the tables belong to who restores, rights come with the migrations.
pg_restore --exit-on-error --no-owner --no-privileges --jobs="$RESTORE_JOBS" --dbname="$aside" "$backup.dump"
psql -X -q -v ON_ERROR_STOP=1 -d "$aside" -c 'ANALYZE'
restored=$(date +%s)
psql -X -q -v ON_ERROR_STOP=1 -v sums="$HERE/tables.sql" -v out="$sums" -d "$aside" <<'SQL'
BEGIN;
\o :out
\i :sums
COMMIT;
SQL
diff "$backup.tables" "$sums" >&2 || fail "$aside is not what was backed up: see the tables above; it was left to be looked at"
rows=$(awk '{ rows += $2 } END { print rows + 0 }' "$sums")
say "$(basename "$backup"): $(wc -l < "$sums") tables, $rows rows, all checksums equal; restored in $((restored - start)) s, checked in $(($(date +%s) - restored)) s"

if [ "$mode" = test ]; then
  admin -c "DROP DATABASE \"$aside\""
  exit 0
fi
old="${PGDATABASE}_before_$(date -u +%Y%m%d%H%M%S)"
there=$(admin -c "SELECT 1 FROM pg_database WHERE datname = '$PGDATABASE'")
if [ -n "$there" ]; then
  admin -c "ALTER DATABASE \"$PGDATABASE\" RENAME TO \"$old\"" ||
    fail "$PGDATABASE is in use: stop the API, then: ALTER DATABASE \"$PGDATABASE\" RENAME TO \"$old\"; ALTER DATABASE \"$aside\" RENAME TO \"$PGDATABASE\""
  say "what was there is now $old; drop it when nobody misses it"
fi
admin -c "ALTER DATABASE \"$aside\" RENAME TO \"$PGDATABASE\""
say "$PGDATABASE is the backup; now run the migrations, then start the API"
