#!/bin/sh
# Makes the role that a replica follows as, or gives it its password anew. Runs as the owner of the database, and ends.
set -eu
export REPLICATION_PASSWORD="${REPLICATION_PASSWORD:?set it in .env}"
exec psql -X -q -v ON_ERROR_STOP=1 <<'SQL'
\getenv password REPLICATION_PASSWORD
SELECT format('CREATE ROLE nexus_replica LOGIN REPLICATION')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'nexus_replica') \gexec
ALTER ROLE nexus_replica PASSWORD :'password';
SQL
