#!/usr/bin/env bash
# Everything that must hold, in order of speed. `deploy/test.sh quick` stops before PostgreSQL.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
export MPLCONFIGDIR="${TMPDIR:-/tmp}/portal-matplotlib"
mkdir -p "$MPLCONFIGDIR"
step() { printf '\n== %s\n' "$*"; }

step "lint and format"
"$BIN/ruff" check .
"$BIN/ruff" format --check .
step "layers"
"$BIN/lint-imports" | tail -n 4
step "types"
"$BIN/mypy" common documents operations members/services members/queries members/exports.py members/imports programs/imports programs/services programs/queries \
  accounts/services accounts/queries.py reports/figures reports/compose reports/checks reports/queries.py reports/services programs/results imports commune_security/overview/queries meetings/services meetings/papers meetings/queries.py awards/services awards/queries awards/papers
step "migrations and deployment checks"
secrets=$("$BIN/python" deploy/make_secrets.py)
env $secrets ALLOWED_HOSTS=localhost "$BIN/python" manage.py makemigrations --check --dry-run
env $secrets ALLOWED_HOSTS=localhost "$BIN/python" manage.py check --deploy --fail-level WARNING

if [ "${1:-}" = quick ]; then
  step "unit tests on SQLite"
  exec "$BIN/pytest" -n 2 -m "not browser"
fi

step "Debian packages that the tests need"
needed=(postgresql postgresql-common chromium libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils gettext nginx-light)
missing=()
for package in "${needed[@]}"; do
  dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo -n)
  if ! command -v apt-get >/dev/null || { [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null; }; then
    echo "These packages are missing, and this user may not install them: ${missing[*]}"
    echo "Ask an administrator to run: apt-get install ${missing[*]}"
    exit 1
  fi
  "${as_root[@]}" apt-get update -q >/dev/null
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -q --no-install-recommends "${missing[@]}" >/dev/null
fi

step "unit tests on SQLite"
"$BIN/pytest" -n 2 -m "not browser"

step "unit tests on PostgreSQL"
# pg_virtualenv prints the server's log when its command fails, so the verdict travels in a file.
verdict=$(mktemp)
pg_virtualenv bash -c '
  export DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
  "$1/pytest" -n 2 -m "not browser and not files"; echo $? > "$2"' _ "$BIN" "$verdict"
[ "$(cat "$verdict")" = 0 ]

step "pages on 1 commune and on 54 (no page grows by more than 1.3 times)"
pg_virtualenv bash -c '
  export DATABASE_URL="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/$PGDATABASE"
  "$1/python" bench/pages.py 2>/dev/null; echo $? > "$2"' _ "$BIN" "$verdict"
[ "$(cat "$verdict")" = 0 ]

step "how long a report takes (of 30 villages: figures and words below 0.3 seconds, all four formats below 3, warm)"
# Shared test machines drift by half; the figures are printed, and twice the limit is a fault.
BENCH_SLACK=2 "$BIN/python" bench/report.py

step "the list of people beside plain SQL (below 2.5 times)"
"$BIN/python" bench/people.py

step "browser tests in Chromium"
"$BIN/pytest" -m browser
