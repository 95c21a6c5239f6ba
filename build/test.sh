#!/usr/bin/env bash
# Runs every test: the native ABI (ctest), then each test project, the end-to-end one beside the others. Called by ./reid test after a fresh build.
#   ./reid test                 all            ./reid test Index Model     only the projects whose name contains a word
# The last line is 'N passed, N failed'; skipped tests are counted and named.
set -uo pipefail

root=$REID_ROOT
results="$root/artifacts/test-results"
rm -rf "$results"
mkdir -p "$results"
passed=0 failed=0 skipped=0

wanted() {
  local name=$1 word
  shift
  [[ $# -eq 0 ]] && return 0
  for word in "$@"; do [[ ${name,,} == *"${word,,}"* ]] && return 0; done
  return 1
}

add() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

if wanted native "$@"; then
  echo "== native"
  ctest --test-dir "$root/artifacts/native" --output-on-failure --no-tests=error | tee "$results/native.log"
  total=$(grep -oE 'out of [0-9]+' "$results/native.log" | grep -oE '[0-9]+' || echo 0)
  bad=$(grep -oE '[0-9]+ tests? failed out of' "$results/native.log" | grep -oE '^[0-9]+' || echo 0)
  [[ $total -gt 0 ]] || bad=1
  add $((total > bad ? total - bad : 0)) "$bad" 0
fi

# The real video of the ingestion, command and end-to-end tests; its absence is their business (skip on a laptop,
# failure with CI=true).
if wanted ReId.EndToEnd.Tests "$@" || wanted ReId.Ingest.Tests "$@" || wanted ReId.Cli.Tests "$@"; then
  REID_FOOTAGE=$("$root/build/footage.sh") && export REID_FOOTAGE || unset REID_FOOTAGE
fi

run() { dotnet "$root/artifacts/bin/$1/release/$1.dll" -noLogo -noColor -xml "$results/$1.xml" </dev/null; }

# count NAME CODE: what the results of a project say, and the code that it ended with.
count() {
  local counts bad
  counts=$(grep -oE '<assembly [^>]*>' "$results/$1.xml" 2>/dev/null | head -n 1)
  number() { grep -oE " $1=\"[0-9]+\"" <<<"$counts" | grep -oE '[0-9]+' || echo 0; }
  bad=$(($(number failed) + $(number errors)))
  # A project that died, or that ran nothing, has failed whatever it counted.
  if [[ -z $counts || ($2 -ne 0 && $bad -eq 0) || $(number total) -eq 0 ]]; then
    echo "$1 ended with code $2 without a result"
    bad=$((bad + 1))
  fi
  add "$(number passed)" "$bad" "$(number skipped)"
}

# The end-to-end tests mostly wait for processes of theirs: they run beside the others, and speak when those are done.
beside=ReId.EndToEnd.Tests
if wanted "$beside" "$@"; then
  # The subshell becomes the process, so that killing one kills the other.
  (exec dotnet "$root/artifacts/bin/$beside/release/$beside.dll" -noLogo -noColor -xml "$results/$beside.xml" </dev/null) >"$results/$beside.log" 2>&1 &
  lane=$!
  trap 'kill "$lane" 2>/dev/null; exit 130' INT TERM
fi

for project in "$root"/tests/*.Tests; do
  name=$(basename "$project")
  [[ $name != "$beside" ]] && wanted "$name" "$@" || continue
  echo "== $name"
  run "$name"
  count "$name" $?
done

if [[ -n ${lane:-} ]]; then
  echo "== $beside"
  wait "$lane"
  code=$?
  cat "$results/$beside.log"
  count "$beside" "$code"
fi

[[ $((passed + failed)) -gt 0 ]] || { echo "no test matches: $*"; failed=1; }
[[ $skipped -eq 0 ]] || echo "$skipped skipped (each says why above)"
echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
