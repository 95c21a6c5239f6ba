# Builds what is stale. A stamp is written after a successful build; anything newer than it makes it stale
# (folders count too, so that a deleted file is noticed). Sourced by ./reid.

artifacts="$REID_ROOT/artifacts"

# is_stale STAMP PATH...
is_stale() {
  local stamp=$1
  shift
  [[ ! -e $stamp ]] || [[ -n $(find "$@" -newer "$stamp" -print -quit 2>/dev/null) ]]
}

# run_quietly TITLE COMMAND...: output only matters when it fails.
run_quietly() {
  local title=$1 log="$artifacts/build.log" start=$SECONDS
  shift
  echo "reid: $title ..." >&2
  if ! "$@" >"$log" 2>&1 </dev/null; then
    # The lines that say error; a log without any (no suitable SDK, say) is short and shown by its end.
    { grep -E 'error|Error' "$log" || tail -n 20 "$log"; } | sort -u | head -n 20 >&2
    echo "reid: $title failed; the whole log is $log" >&2
    exit 1
  fi
  echo "reid: $title done in $((SECONDS - start)) s" >&2
}

# with_build_lock FUNCTION...: two starts at once must not build over each other.
with_build_lock() {
  mkdir -p "$artifacts"
  exec 9>"$artifacts/.build.lock"
  flock 9
  "$@"
  exec 9>&-
}

build_native() {
  local stamp="$artifacts/native/.stamp"
  _native_stale "$stamp" || return 0
  with_build_lock _build_native "$stamp"
}

# Another libtorch is another build: the stamp holds the one it was made with. While Torch_DIR is unset the last choice
# stays; set but empty means the system's own.
_native_stale() {
  is_stale "$1" "$REID_ROOT/native" || [[ ! -e $artifacts/native/lib/libreid_torch.so ]] || _other_torch "$1"
}

_other_torch() { [[ -n ${Torch_DIR+set} && -e $1 && $(<"$1") != "$Torch_DIR" ]]; }

_build_native() {
  _native_stale "$1" || return 0
  local began torch=${Torch_DIR-$(cat "$1" 2>/dev/null || true)} options=(-DCMAKE_BUILD_TYPE=Release)
  [[ -z $torch ]] || options+=("-DTorch_DIR=$torch")
  # CMake remembers the libraries that it found; with another libtorch nothing of that may stay.
  ! _other_torch "$1" || options+=(--fresh)
  began=$(mktemp)
  run_quietly "building the native libraries" bash -c '
    set -e
    cmake -S "$0/native" -B "$1/native" -G Ninja "${@:2}"
    cmake --build "$1/native"' "$REID_ROOT" "$artifacts" "${options[@]}"
  # The stamp carries the time at which the build began: what changed meanwhile is stale again.
  printf '%s' "$torch" > "$1"
  touch -r "$began" "$1"
  rm -f "$began"
}

# build_managed cli|all
build_managed() {
  local stamp="$artifacts/.managed-$1.stamp"
  _managed_stale "$1" "$stamp" || return 0
  with_build_lock _build_managed "$1" "$stamp"
}

_managed_stale() {
  local inputs=("$REID_ROOT/src" "$REID_ROOT/models" "$REID_ROOT"/Directory.*.* "$REID_ROOT/global.json" "$REID_ROOT/.editorconfig" "$artifacts/native/.stamp" "$artifacts/onnxruntime/.stamp")
  [[ $1 == cli ]] || inputs+=("$REID_ROOT/tests" "$REID_ROOT/bench" "$REID_ROOT/ReId.sln")
  is_stale "$2" "${inputs[@]}" || [[ ! -e $artifacts/bin/ReId.Cli/release/reid.dll ]]
}

_build_managed() {
  _managed_stale "$1" "$2" || return 0
  local began target="$REID_ROOT/src/ReId.Cli/ReId.Cli.csproj"
  [[ $1 == cli ]] || target="$REID_ROOT/ReId.sln"
  began=$(mktemp)
  # No build servers stay behind: they would hold memory, and a caller's pipe, after ./reid has ended.
  run_quietly "building the .NET projects ($1)" dotnet build "$target" -c Release --disable-build-servers -v:minimal
  touch -r "$began" "$2"
  # The solution holds the CLI too.
  [[ $1 == cli ]] || touch -r "$began" "$artifacts/.managed-cli.stamp"
  rm -f "$began"
}

# The program compiled ahead of time need not compile itself at every start (docs/decisions/0196). A build makes it, and it
# is started while it is that of the last build: an edit is not worth the compiling, a fleet of starts is.
build_ahead() {
  is_ahead || with_build_lock _build_ahead
}

# The stamp carries the time of the build that it was made from.
is_ahead() {
  local stamp="$artifacts/.ahead.stamp" managed="$artifacts/.managed-cli.stamp"
  [[ -e $artifacts/app/reid.dll && -e $stamp && ! $stamp -nt $managed && ! $stamp -ot $managed ]]
}

_build_ahead() {
  ! is_ahead || return 0
  rm -rf "$artifacts/.ahead.stamp" "$artifacts/app.part" "$artifacts/app.former"
  # Its compiler comes from NuGet; where that cannot be had everything works all the same. The subshell keeps the exit.
  if (run_quietly "compiling the program ahead" dotnet publish "$REID_ROOT/src/ReId.Cli/ReId.Cli.csproj" -c Release \
    -p:ReadyToRun=true -o "$artifacts/app.part" --disable-build-servers -v:minimal); then
    # Aside, then renamed: what runs meanwhile keeps the files it holds, and finds the new ones where it has yet to open one.
    [[ ! -e $artifacts/app ]] || mv "$artifacts/app" "$artifacts/app.former"
    mv "$artifacts/app.part" "$artifacts/app"
    rm -rf "$artifacts/app.former"
    touch -r "$artifacts/.managed-cli.stamp" "$artifacts/.ahead.stamp"
  else
    echo "reid: goes on without it; programs start slower" >&2
  fi
}
