#!/bin/sh
# Starts nginx with nginx.conf of this folder, in a folder of its own that it may write to (PROXY_DIR).
set -eu
HERE=$(cd "$(dirname "$0")" && pwd)
PROXY_DIR=${PROXY_DIR:-/tmp/proxy}
# Whoever gave this container its names: Docker, Podman, or a machine's own.
RESOLVER=${RESOLVER:-$(awk '/^nameserver/ { print $2; exit }' /etc/resolv.conf)}
mkdir -p "$PROXY_DIR"
cp "$HERE/nginx.conf" "$HERE/api.conf" "$PROXY_DIR/"
cat > "$PROXY_DIR/settings.conf" <<SETTINGS
listen ${PROXY_LISTEN:-8080};
resolver $RESOLVER valid=1s ipv6=off;
set \$api ${API_HOST:-api}:${API_PORT:-3000};
SETTINGS
# An upload's form is a little larger than its file.
echo "client_max_body_size $((${IMPORT_MAX_MEGABYTES:-64} + 1))m;" > "$PROXY_DIR/uploads.conf"
exec nginx -p "$PROXY_DIR" -c "$PROXY_DIR/nginx.conf" -e stderr -g 'daemon off;'
