#!/bin/sh
# Writes the one user's password where PgBouncer reads it, and starts it.
set -eu
umask 077
quoted=$(printf %s "${API_DATABASE_PASSWORD:?set it in .env}" | sed 's/"/""/g')
printf '"nexus_api" "%s"\n' "$quoted" > /tmp/users.txt
exec pgbouncer /pgbouncer/pgbouncer.ini
