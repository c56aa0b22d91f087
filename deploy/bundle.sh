#!/usr/bin/env bash
# One file for machines without internet: this commit's code, the wheels for this machine's kind, an installer.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
name="portal-$(git describe --tags --always)"
mkdir -p "$place/$name/wheels" dist
git archive HEAD | tar -x -C "$place/$name"
"$BIN/python" -m pip download -q --no-deps --require-hashes --only-binary :all: \
  -d "$place/$name/wheels" -r requirements.txt
cp deploy/install.sh "$place/$name/install.sh"
tar -czf "dist/$name.tar.gz" -C "$place" "$name"
(cd dist && sha256sum "$name.tar.gz" > "$name.tar.gz.sha256")
echo "dist/$name.tar.gz ($(du -h "dist/$name.tar.gz" | cut -f1)), dist/$name.tar.gz.sha256"
