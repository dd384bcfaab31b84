#!/bin/sh
# Untried with a container engine; the files that it makes are tried by tests/house/test_deploy.py.
# Makes the four secrets of compose.yaml in deploy/secrets/, once: sudo sh deploy/make-secrets.sh
# Compose hands files on as they lie on this machine, owner and mode included (what it says of uid and mode holds in a
# swarm alone), so each file belongs to the number of whoever reads it inside: 10001 smallwins, 999 PostgreSQL.
set -eu
cd "$(dirname "$0")"
if [ "$(id -u)" != 0 ]; then
    echo "make-secrets.sh: run this as root: the files belong to the users inside the containers." >&2
    exit 1
fi
if [ -e secrets ]; then
    echo "make-secrets.sh: $(pwd)/secrets is there already, and stays as it is. Whoever lost the secret of a server that" >&2
    echo "has people has lost their code apps: bring it back from a backup." >&2
    exit 1
fi
umask 077
mkdir secrets
chmod 0711 secrets
random() { od -An -N32 -tx1 /dev/urandom | tr -d ' \n'; }
role=$(random)
random > secrets/superuser
printf '%s' "$role" > secrets/role
printf 'database:5432:smallwins:smallwins:%s\n' "$role" > secrets/pgpass
random > secrets/secret
chown 999:999 secrets/superuser secrets/role
chown 10001:10001 secrets/pgpass secrets/secret
chmod 0400 secrets/*
echo "Made: deploy/secrets/. Back it up apart from the database."
