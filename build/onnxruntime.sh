# ONNX Runtime, the fast engine on CPUs: Microsoft's C# API as sources out of one npm package, the library for linux-x64
# out of another, whose build is the faster one (docs/decisions/0060). Optional: without it everything builds, and libtorch
# serves. Sourced by ./reid and bench/run.

onnxruntime="$REID_ROOT/artifacts/onnxruntime"

# need_onnxruntime [again]: unpacks the package once for each lock file. What failed is tried again only when asked to.
need_onnxruntime() {
  local lock="$REID_ROOT/build/onnxruntime/package-lock.json"
  ! cmp -s "$lock" "$onnxruntime/.stamp" || return 0
  [[ ${1:-} == again ]] || ! cmp -s "$lock" "$onnxruntime/.failed" || return 0
  with_build_lock _need_onnxruntime "$lock"
}

_need_onnxruntime() {
  ! cmp -s "$1" "$onnxruntime/.stamp" || return 0
  mkdir -p "$onnxruntime"
  if _has_npm && _install_onnxruntime; then
    rm -f "$onnxruntime/.failed"
    cp "$1" "$onnxruntime/.stamp"
    return
  fi
  echo "reid: going on without ONNX Runtime: libtorch serves, which is several times slower on CPUs." >&2
  [[ ${CI:-} != true ]] || exit 1
  cp "$1" "$onnxruntime/.failed"
}

# node and npm: any that are there, else Debian's where we may install them.
_has_npm() {
  if [[ $(uname -m) != x86_64 ]]; then
    echo "reid: ONNX Runtime's package has no library for $(uname -m)." >&2
    return 1
  fi
  command -v npm >/dev/null && command -v node >/dev/null && return
  if ! can_install; then
    echo "reid: nodejs and npm, which fetch ONNX Runtime, are missing; as root: apt-get install -y --no-install-recommends nodejs npm" >&2
    return 1
  fi
  # In a shell of its own: a failure ends only that.
  (need_packages nodejs npm) && hash -r && command -v npm >/dev/null
}

_install_onnxruntime() {
  local work="$onnxruntime/.install" log="$REID_ROOT/artifacts/onnxruntime.log" start=$SECONDS
  local package="$work/node_modules/com.github.asus4.onnxruntime" library="$work/node_modules/onnxruntime-node"
  rm -rf "$work"
  mkdir -p "$work"
  cp "$REID_ROOT"/build/onnxruntime/package*.json "$work"
  echo "reid: installing ONNX Runtime from npm (265 MB, once) ..." >&2
  # The lock file holds the hash of every package, and nothing in them is executed.
  if ! (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund) >"$log" 2>&1 </dev/null; then
    { grep -iE 'npm (err|error)' "$log" || tail -n 5 "$log"; } | head -n 3 >&2
    echo "reid: 'npm ci' failed; the whole log is $log" >&2
    rm -rf "$work"
    return 1
  fi
  # Of 670 MB for seven systems, 46 are ours.
  mkdir -p "$work/package/lib"
  mv "$library/bin/napi-v6/linux/x64/libonnxruntime.so.1" "$work/package/lib/libonnxruntime.so" &&
    mv "$package/Runtime" "$work/package/sources" &&
    mv "$package/LICENSE" "$package/ThirdPartyNotices.txt" "$work/package/" &&
    find "$work/package" -name '*.meta' -delete &&
    rm -rf "$onnxruntime/package" &&
    mv "$work/package" "$onnxruntime/package" || return 1
  rm -rf "$work"
  echo "reid: installing ONNX Runtime done in $((SECONDS - start)) s" >&2
}
