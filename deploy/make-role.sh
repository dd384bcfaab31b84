#!/bin/bash
# Untried: no container engine was at hand where this was written. Read it before you trust it, and tell us.
# Makes the database and its plain role, once, when the PostgreSQL container starts on an empty folder.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$(cat /run/secrets/role)" -U postgres <<'SQL'
CREATE ROLE smallwins LOGIN PASSWORD :'password' NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
CREATE DATABASE smallwins OWNER smallwins;
SQL
