#!/bin/sh
# Backups of one database, by PostgreSQL's own tools; the same major version as the server's, or a newer one.
#   backup.sh          one now: <name>.dump (pg_dump -Fc), <name>.tables (rows and checksum of each table), <name>.sha256
#   backup.sh daily    one each day at BACKUP_AT, and at once when that was missed; tried out on the days of
#                      BACKUP_TEST_DAYS, and each day after a trial that failed; for a service of its own
#   backup.sh check    exit code 1 when the newest is older than BACKUP_MAX_HOURS, or a trial failed; for a health check
# PGHOST, PGPORT, PGUSER, PGPASSWORD and PGDATABASE say of what, as everywhere in PostgreSQL: as the owner of the tables.
set -eu
: "${PGDATABASE:?says which database}"
BACKUP_DIR=${BACKUP_DIR:-/backups}
BACKUP_AT=${BACKUP_AT:-02:30}                # UTC
BACKUP_KEEP_DAYS=${BACKUP_KEEP_DAYS:-14}
BACKUP_KEEP_AT_LEAST=${BACKUP_KEEP_AT_LEAST:-3}
BACKUP_TEST_DAYS=${BACKUP_TEST_DAYS:-7}      # 1 is Monday, "1 2 3 4 5 6 7" each day; empty: never
BACKUP_MAX_HOURS=${BACKUP_MAX_HOURS:-26}
HERE=$(cd "$(dirname "$0")" && pwd)
# A dump takes as long as it takes, whatever limits the role has.
export PGOPTIONS="${PGOPTIONS:-} -c statement_timeout=0 -c idle_in_transaction_session_timeout=0"
umask 077

say() { echo "backup: $(date -u +%Y-%m-%dT%H:%M:%SZ) $*"; }

# pg_dump and the sums read one snapshot: psql holds the transaction open while pg_dump runs in it.
dump() {
  name="$PGDATABASE-$(date -u +%Y%m%dT%H%M%SZ)"
  mkdir -p "$BACKUP_DIR"
  # Whoever wrote these was killed; one at work writes all the time.
  find "$BACKUP_DIR" -name ".part-$PGDATABASE-*" -mmin +360 -delete
  part="$BACKUP_DIR/.part-$name"
  trap 'rm -f "$part".*' EXIT
  export DUMP="$part.dump"
  psql -X -q -v ON_ERROR_STOP=1 -v sums="$HERE/tables.sql" -v out="$part.tables" <<'SQL'
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
\setenv SNAPSHOT :snapshot
\! pg_dump --format=custom --snapshot="$SNAPSHOT" --file="$DUMP" || rm -f "$DUMP"
\o :out
\i :sums
COMMIT;
SQL
  [ -s "$DUMP" ] || { say "pg_dump failed"; return 1; }
  for kind in dump tables; do mv "$part.$kind" "$BACKUP_DIR/$name.$kind"; done
  (cd "$BACKUP_DIR" && sha256sum "$name.dump" "$name.tables" > "$part.sha256")
  sync
  # Last of all: what has no checksum is no backup.
  mv "$part.sha256" "$BACKUP_DIR/$name.sha256"
  say "$name.dump, $(wc -c < "$BACKUP_DIR/$name.dump") bytes"
}

newest() { [ ! -d "$BACKUP_DIR" ] || find "$BACKUP_DIR" -name "$PGDATABASE-*.sha256" | sort | tail -n 1; }

fresh() {
  sum=$(newest)
  [ -n "$sum" ] && [ -n "$(find "$sum" -mmin "-$((BACKUP_MAX_HOURS * 60))")" ]
}

# restore.sh writes it and takes it away.
failed="$BACKUP_DIR/$PGDATABASE.trial-failed"

rotate() {
  # An older one may be the last that is any good.
  [ ! -e "$failed" ] || { say "nothing is removed while $failed is there"; return 0; }
  find "$BACKUP_DIR" -name "$PGDATABASE-*.sha256" | sort -r | tail -n "+$((BACKUP_KEEP_AT_LEAST + 1))" |
    while read -r sum; do
      [ -n "$(find "$sum" -mmin "+$((BACKUP_KEEP_DAYS * 1440))")" ] || continue
      rm -f "$sum" "${sum%.sha256}.dump" "${sum%.sha256}.tables"
      say "removed $(basename "${sum%.sha256}"), kept for $BACKUP_KEEP_DAYS days"
    done
}

seconds_until() {
  now=$(date -u +%H:%M:%S)
  echo "$now $1:00" | awk -F'[: ]' '{ wait = ($4 * 3600 + $5 * 60) - ($1 * 3600 + $2 * 60 + $3); print (wait > 0 ? wait : wait + 86400) }'
}

# Whether there is none since it was last time for one.
missed() {
  sum=$(newest)
  [ -z "$sum" ] || [ -z "$(find "$sum" -mmin "-$(((86400 - $(seconds_until "$BACKUP_AT")) / 60 + 1))")" ]
}

nap() { sleep "$1" & wait $!; }

# A failure is said and tried again; the check tells whoever watches.
backup() { until sh "$0" once; do nap 600; done; }

case "${1:-once}" in
once)
  dump
  rotate
  ;;
daily)
  trap 'exit 0' TERM INT
  # A restart may have come at the very minute.
  ! missed || backup
  while :; do
    nap "$(seconds_until "$BACKUP_AT")"
    backup
    case " $BACKUP_TEST_DAYS " in *" $(date -u +%u) "*) due=yes ;; *) due= ;; esac
    [ -z "$due" ] && [ ! -e "$failed" ] || sh "$HERE/restore.sh" test || say "THE TRIAL OF THE NEWEST BACKUP DID NOT END WELL"
  done
  ;;
check)
  fresh || { say "no backup of the last $BACKUP_MAX_HOURS hours"; exit 1; }
  [ ! -e "$failed" ] || { say "THE BACKUP COULD NOT BE RESTORED: $(cat "$failed")"; exit 1; }
  ;;
*)
  sed -n '2,7s/^# //p' "$0"
  exit 2
  ;;
esac
