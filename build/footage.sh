#!/usr/bin/env bash
# Prints the path of vtest.avi: pedestrians filmed from above, from Debian's package opencv-doc. The package is
# downloaded once (95 MB) and only the video is taken out of it; the manual is not installed.
set -euo pipefail

cache="${REID_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/reid}"
video="$cache/vtest.avi"
inside=./usr/share/doc/opencv-doc/examples/data/vtest.avi

if [[ ! -s $video ]]; then
  mkdir -p "$cache"
  work=$(mktemp -d "$cache/.download-XXXXXX")
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"
  echo "reid: downloading footage (vtest.avi out of Debian's package opencv-doc, 95 MB, once) ..." >&2
  cd "$work"
  if ! apt-get -q download opencv-doc >download.log 2>&1; then
    # A machine whose package lists are missing or old: refresh them where we may, then try once more.
    [[ $EUID -ne 0 ]] || apt-get update >update.log 2>&1 || true
    if ! apt-get -q download opencv-doc >download.log 2>&1; then
      tail -n 3 download.log >&2
      echo "reid: could not download the package opencv-doc; run 'apt-get update' as root and try again, or name a video of your own: ./reid demo --video FILE" >&2
      exit 1
    fi
  fi
  dpkg --fsys-tarfile opencv-doc_*.deb | tar -x -O "$inside" > vtest.avi
  mv vtest.avi "$video"
fi
printf '%s\n' "$video"
