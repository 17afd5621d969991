#!/bin/bash
# in_root.sh ROOT FOLDER[:FOLDER...] COMMAND...: run a command inside ROOT, where the folders lie at
# the same paths; the first is its home. The mounts live in a private namespace and vanish with the
# process, so that nothing that is done to ROOT later can reach the folders.
set -eu
export ROOT=$1 FOLDERS=$2
shift 2
exec unshare --mount --propagation private bash -euc '
    IFS=: read -ra SHOWN <<< "$FOLDERS"
    for each in /proc /dev "${SHOWN[@]}"; do
        mkdir -p "$ROOT$each"
        mount --rbind "$each" "$ROOT$each"
    done
    exec chroot "$ROOT" env -i HOME="${SHOWN[0]}" GIMP3_DIRECTORY="${SHOWN[0]}/gimp" \
        LC_ALL=C.UTF-8 PATH=/usr/bin:/bin ${DISPLAY:+DISPLAY="$DISPLAY"} "$@"' bash "$@"
