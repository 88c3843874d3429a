#!/bin/bash
# Run once by the database container, on an empty volume: one role owns the tables and migrates, another runs the
# product and owns nothing. The run-time role can neither drop a trigger nor truncate the trail.
set -euo pipefail
: "${OWNER_PASSWORD:?OWNER_PASSWORD is missing}" "${RUN_PASSWORD:?RUN_PASSWORD is missing}"

psql --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres \
  --set owner_password="$OWNER_PASSWORD" --set run_password="$RUN_PASSWORD" --set database="${BOARD_DATABASE:-wscb}" \
  --set owner="${OWNER_ROLE:-wscb_owner}" --set run="${RUN_ROLE:-wscb_run}" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE ROLE :"run" LOGIN PASSWORD :'run_password' NOSUPERUSER NOCREATEDB NOCREATEROLE;
CREATE DATABASE :"database" OWNER :"owner" ENCODING 'UTF8' TEMPLATE template0;
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"run";
\connect :"database"
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO :"owner";
GRANT USAGE ON SCHEMA public TO :"run";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"run";
ALTER DEFAULT PRIVILEGES FOR ROLE :"owner" IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"run";
SQL
