#!/usr/bin/env bash
# Makes the weights named 'synthetic': people rendered by ReId, then a training in parts, each from the weights of the part before.
# Broken off, the same command goes on where it was. Took two and a half hours of two shared cores.
#   models/osnet_ain_x0_25_synthetic.sh [FOLDER]      default: artifacts/synthetic-weights
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
work=$(realpath -m "${1:-$root/artifacts/synthetic-weights}")
name=osnet_ain_x0_25_synthetic
mkdir -p "$work"

"$root/reid" synth crops --out "$work/people-1" --identities 6000 --cameras 120 --cameras-per-identity 4 \
  --images-per-camera 2 --split 0.97 --size 128x64 --seed 7
"$root/reid" synth crops --out "$work/people-2" --identities 8000 --cameras 3000 --cameras-per-identity 6 \
  --images-per-camera 1 --split 0.98 --size 128x64 --seed 11
"$root/reid" synth crops --out "$work/people-3" --identities 8000 --cameras 6000 --cameras-per-identity 6 \
  --images-per-camera 1 --split 0.98 --size 128x64 --seed 12
"$root/reid" synth crops --out "$work/people-4" --identities 12000 --cameras 9000 --cameras-per-identity 6 \
  --images-per-camera 1 --split 0.98 --size 128x64 --seed 13
"$root/reid" synth crops --out "$work/people-5" --identities 16000 --cameras 12000 --cameras-per-identity 6 \
  --images-per-camera 1 --split 0.98 --size 128x64 --seed 14

begin=()
for part in 1 2 3 4 5; do
  run=$work/run-$part
  if [[ ! -e $run/model-last.safetensors ]]; then
    again=()
    [[ ! -e $run/checkpoint.safetensors ]] || again=(--resume)
    "$root/reid" train --config "$root/models/$name-$part.yaml" --dataset market1501 --root "$work/people-$part" \
      --out "$run" "${begin[@]}" "${again[@]}"
  fi
  begin=(--weights "$run/model-last.safetensors")
done

cp "${begin[1]}" "$work/$name.safetensors"
echo "written: $work/$name.safetensors; compare: bench/run real --weights colour $work/$name.safetensors"
