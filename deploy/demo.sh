#!/usr/bin/env bash
# The demo: secrets of its own, SQLite under var/, invented people, the reports as files, a server.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
PORT=${PORT:-8000}
mkdir -p var/reports var/matplotlib
if [ ! -f var/demo.env ]; then
  "$BIN/python" deploy/make_secrets.py > var/demo.env
fi
set -a
# shellcheck disable=SC1091
. var/demo.env
set +a
export DEMO=on HTTPS=off ALLOWED_HOSTS=127.0.0.1,localhost MPLCONFIGDIR="$PWD/var/matplotlib"
export PORTAL_URL="http://127.0.0.1:$PORT"
export DATABASE_URL="sqlite:///$PWD/var/demo.sqlite3" FILES_DIR="$PWD/var/demo-files"

# What a second run need not do again: it depends on the code, not on the day.
stamp=$(cat requirements.txt ./*/migrations/*.py static/css/*.css static/js/*.js \
  documents/static/documents/*.css commune_security/demo/*.py commune_security/settings.py demo/*.xls* | cksum)
if [ "$(cat var/demo.stamp 2>/dev/null)" != "$stamp" ]; then
  "$BIN/python" manage.py migrate -v0
  "$BIN/python" manage.py collectstatic --noinput -v0
  "$BIN/python" manage.py load_demo >/dev/null
  "$BIN/python" manage.py review_report --commune 07057 --kind ten-year \
    --from 2014-09-15 --to 2024-09-25 --out var/reports >/dev/null
  "$BIN/python" manage.py review_report --commune 07057 --kind one-year \
    --from 2023-09-26 --to 2024-09-25 --out var/reports >/dev/null
  "$BIN/python" manage.py conference_papers --commune 07057 --out var/papers >/dev/null
  echo "$stamp" > var/demo.stamp
fi
echo "Reports:"
ls -1 "$PWD"/var/reports/*-year.*
echo "Papers of the conference: $PWD/var/papers ($(find var/papers -type f | wc -l) files)"
"$BIN/python" manage.py load_demo | tail -n +2
echo "Portal: http://127.0.0.1:$PORT/ (stop with Ctrl+C)"
if [ "${SERVE:-yes}" = yes ]; then
  exec "$BIN/gunicorn" commune_security.wsgi --bind "127.0.0.1:$PORT" --worker-class gthread \
    --workers 1 --threads 4 --log-level warning
fi
