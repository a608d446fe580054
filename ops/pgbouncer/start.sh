#!/bin/sh
# Writes the one user's password where PgBouncer reads it, and starts it.
set -eu
umask 077
quoted=$(printf %s "${API_DATABASE_PASSWORD:?set it in .env}" | sed 's/"/""/g')
printf '"nexus_api" "%s"\n' "$quoted" > /tmp/users.txt

# PgBouncer's resolver remembers an address for as long as it was told, which may be an hour; a container that was
# restarted may have another one. So it is given the address, and told when it changes.
address() { getent ahostsv4 postgres | awk 'NR == 1 { print $1 }'; }
configure() { sed "s/host=postgres/host=$1/" /pgbouncer/pgbouncer.ini > /tmp/pgbouncer.ini; }

until known=$(address) && [ -n "$known" ]; do sleep 1; done
configure "$known"
pgbouncer /tmp/pgbouncer.ini &
pooler=$!
trap 'kill -INT $pooler' TERM INT
while kill -0 $pooler 2> /dev/null; do
  now=$(address) || now=
  if [ -n "$now" ] && [ "$now" != "$known" ]; then
    echo "pgbouncer: postgres is at $now now"
    configure "$now"
    known=$now
    kill -HUP $pooler
  fi
  sleep 1 &
  wait $! || true
done
wait $pooler
