# Debian packages: what is needed, what is missing, and how to get it. Sourced by ./reid, build/ and bench/ scripts.

build_packages=(g++ cmake ninja-build libopenblas0-pthread libfaiss-dev libopencv-dev libjpeg62-turbo-dev)
# What only the tests need: they start servers of their own and stop them.
test_packages=(postgresql-15 chromium rabbitmq-server python3)
# A libtorch named by Torch_DIR takes the place of Debian's.
[[ -n ${Torch_DIR:-} ]] || build_packages+=(libtorch-dev)

# package_reason PACKAGE: what it is for, in a few words.
package_reason() {
  case $1 in
    g++ | cmake | ninja-build) echo "builds the native libraries" ;;
    libtorch-dev) echo "runs and trains the networks" ;;
    libopenblas0-pthread) echo "fast linear algebra for libtorch and FAISS, which else use the slow reference BLAS" ;;
    libfaiss-dev) echo "searches vectors" ;;
    libopencv-dev) echo "reads video and images, finds people" ;;
    libjpeg62-turbo-dev) echo "decodes crops" ;;
    postgresql-15) echo "the other database of a gallery, tested against" ;;
    chromium) echo "the browser that the web page is tested in" ;;
    rabbitmq-server) echo "the message broker between several processes, tested against" ;;
    python3) echo "runs bench/chaos, which kills parts of the service, and the measurements" ;;
    nodejs | npm) echo "fetch ONNX Runtime, the fast engine on CPUs" ;;
    *) echo "for this command" ;;
  esac
}

# Prints the packages of "$@" that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

list_reasons() {
  local package
  for package in "$@"; do
    printf '  %-22s %s\n' "$package" "$(package_reason "$package")" >&2
  done
}

# Whether we are on Debian and root, or may become it.
can_install() {
  command -v dpkg-query >/dev/null || return 1
  [[ $EUID -eq 0 ]] || { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; }
}

# Installs the packages of "$@" that are missing: as root, or through sudo; otherwise says what to run and stops.
need_packages() {
  if ! command -v dotnet >/dev/null; then
    echo "reid: the .NET 10 SDK (command 'dotnet') is missing: install it from https://dot.net or your distribution." >&2
    exit 1
  fi
  if ! command -v dpkg-query >/dev/null; then
    echo "reid: this is not a Debian system, so nothing is installed; needed: $*" >&2
    return
  fi
  # One call for all is the fast path of every start: dpkg-query fails when any is unknown.
  local states
  if states=$(dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null) && ! grep -qv '^installed$' <<<"$states"; then
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0

  local install="apt-get install -y --no-install-recommends ${missing[*]}" as=()
  if [[ $EUID -ne 0 ]]; then
    if can_install; then
      as=(sudo)
    else
      echo "reid: these Debian packages are missing, and only root can install them:" >&2
      list_reasons "${missing[@]}"
      echo "Run as root:  apt-get update && $install" >&2
      exit 1
    fi
  fi
  echo "reid: installing these Debian packages:" >&2
  list_reasons "${missing[@]}"
  local log
  log=$(mktemp)
  if ! { "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update &&
         "${as[@]}" env DEBIAN_FRONTEND=noninteractive $install; } >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    echo "reid: installing failed; the whole log is $log. By hand:  apt-get update && $install" >&2
    exit 1
  fi
  rm -f "$log"
}
