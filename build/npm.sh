# Servers for the tests out of npm packages: build/npm/NAME has what is wanted and, in its lock file, the hash of every
# package. They go to artifacts/npm/NAME; nothing in them is executed while installing. Sourced by ./reid.

# need_npm NAME: installs once for each lock file. Without npm the tests that need it are skipped; with CI=true they fail.
need_npm() {
  local from="$REID_ROOT/build/npm/$1" to="$REID_ROOT/artifacts/npm/$1"
  ! cmp -s "$from/package-lock.json" "$to/.stamp" || { cp "$from"/*.mjs "$to/" && return 0; }
  with_build_lock _need_npm "$from" "$to"
}

_need_npm() {
  local from=$1 to=$2 log="$REID_ROOT/artifacts/npm-$(basename "$1").log"
  ! cmp -s "$from/package-lock.json" "$to/.stamp" || return 0
  if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "reid: npm is missing: the tests that need $(basename "$from") are skipped." >&2
    return 0
  fi
  rm -rf "$to"
  mkdir -p "$to"
  cp "$from"/package*.json "$from"/*.mjs "$to/"
  echo "reid: installing $(basename "$from"), for tests, from npm ..." >&2
  # The stamp comes last: what was broken off is no installation.
  if (cd "$to" && npm ci --ignore-scripts --legacy-peer-deps --no-audit --no-fund) >"$log" 2>&1 </dev/null; then
    cp "$from/package-lock.json" "$to/.stamp"
  else
    echo "reid: 'npm ci' failed; the whole log is $log" >&2
    rm -rf "$to"
  fi
}
