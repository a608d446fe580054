#!/bin/sh
# A streaming replica of the database in PGDATA: copied at the first start, followed from then on.
# To make it anew, stop it and remove its volume; what its slot held back is let go here.
set -eu
export PGHOST="${PRIMARY_HOST:-postgres}" PGUSER=nexus_replica PGPASSWORD="${REPLICATION_PASSWORD:?set it in .env}"
slot=nexus_replica
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$(dirname "$PGDATA")"
  chown -R postgres "$(dirname "$PGDATA")"
  exec gosu postgres sh "$0"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_isready -q -d postgres; do sleep 1; done
  psql -X -q -d postgres -v ON_ERROR_STOP=1 -v slot="$slot" <<'SQL'
SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = :'slot' AND NOT active \g /dev/null
SELECT pg_create_physical_replication_slot(:'slot', true) \g /dev/null
SQL
  echo "replica: copying from $PGHOST"
  # A copy that was broken off looks like a database and is none: only a whole one gets the name, any other is begun anew.
  rm -rf "$PGDATA.part" "$PGDATA"
  pg_basebackup -D "$PGDATA.part" --wal-method=stream --slot="$slot" --write-recovery-conf --checkpoint=fast --no-password
  mv "$PGDATA.part" "$PGDATA"
  echo "replica: copied"
fi
unset PGHOST PGUSER PGPASSWORD
# A report that runs is not broken off by what is cleaned at the other end meanwhile.
exec postgres -D "$PGDATA" -c listen_addresses='*' -c hot_standby_feedback=on -c hba_file=/replica/pg_hba.conf
