#!/bin/sh
# Install the portal from a bundle, without internet: packages into .venv beside this file.
set -eu
cd "$(dirname "$0")"
python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed."; exit 1; }
test -x .venv/bin/python || python3 -m venv .venv
.venv/bin/python -m pip install -q --disable-pip-version-check --no-index --find-links wheels \
  --no-deps --require-hashes --only-binary :all: -r requirements.txt
touch .venv/.run
echo "Installed. Next: .venv/bin/python deploy/make_env.py, then docs/deployment.md from step 3."
