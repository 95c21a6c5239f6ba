#!/usr/bin/env bash
# A private RabbitMQ node for tests and measurements; the system's own service is never touched.
#   build/rabbitmq.sh start DIR     starts a node that keeps everything below DIR, and prints its amqp address
#   build/rabbitmq.sh again DIR     starts it again on the same ports, with what it has stored
#   build/rabbitmq.sh stop DIR      stops it, in order      build/rabbitmq.sh kill DIR    kill -9
#   build/rabbitmq.sh ctl DIR …     rabbitmqctl for it
# Exit code 3: rabbitmq-server is not installed.
set -euo pipefail

bin=/usr/lib/rabbitmq/bin
what=${1:?start, again, stop, kill or ctl}
dir=${2:?the folder of the node}
shift 2
[[ -x $bin/rabbitmq-server ]] || exit 3

free_port() {
  /usr/bin/python3 -c 'import socket; s=socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])' 2>/dev/null ||
    echo $((20000 + RANDOM % 20000))
}

use_node() {
  # shellcheck source=/dev/null
  source "$dir/node.env"
  # The Erlang cookie lies in HOME; a port mapper of our own leaves the machine's alone.
  export HOME="$dir" ERL_EPMD_ADDRESS=127.0.0.1 ERL_EPMD_PORT=$epmd_port
  export RABBITMQ_NODENAME="$node@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1 RABBITMQ_NODE_PORT=$port
  export RABBITMQ_DIST_PORT=$dist_port RABBITMQ_MNESIA_BASE="$dir/data" RABBITMQ_LOG_BASE="$dir/log"
  export RABBITMQ_PID_FILE="$dir/pid" RABBITMQ_CONFIG_FILE="$dir/rabbitmq" RABBITMQ_ENABLED_PLUGINS_FILE="$dir/plugins"
  export RABBITMQ_CONF_ENV_FILE=/dev/null RABBITMQ_SCHEMA_DIR="$dir/schema" RABBITMQ_GENERATED_CONFIG_DIR="$dir/config"
  export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
  # A busy machine with two cores: threads that spin take them from the tests.
  export RABBITMQ_SCHEDULER_BIND_TYPE=u RABBITMQ_IO_THREAD_POOL_SIZE=8
  export RABBITMQ_SERVER_ERL_ARGS="+P 1048576 +t 5000000 +sbwt none +sbwtdcpu none +sbwtdio none"
}

run_node() {
  setsid "$bin/rabbitmq-server" </dev/null >"$dir/log/console" 2>&1 &
  for _ in $(seq 600); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "amqp://guest:guest@127.0.0.1:$port/"
      return
    fi
    sleep 0.2
  done
  tail -n 30 "$dir/log/console" >&2
  return 1
}

end_node() {
  local pid
  pid=$(cat "$dir/pid" 2>/dev/null) || return 0
  kill "-$1" "$pid" 2>/dev/null || true
  for _ in $(seq 300); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -9 "$pid" 2>/dev/null || true
}

case $what in
  start)
    mkdir -p "$dir"/{data,log,schema,config}
    dir=$(cd "$dir" && pwd)
    printf '%s\n' "node=reid$$$RANDOM" "port=$(free_port)" "dist_port=$(free_port)" "epmd_port=$(free_port)" >"$dir/node.env"
    # A full disk of the machine that tests is none of the broker's business.
    printf '%s\n' 'loopback_users = none' 'disk_free_limit.absolute = 50MB' "$@" >"$dir/rabbitmq.conf"
    echo '[].' >"$dir/plugins"
    use_node
    run_node
    ;;
  again) use_node && run_node ;;
  stop)
    [[ -f $dir/node.env ]] || exit 0
    use_node
    end_node TERM
    # The port mapper was started for this node alone.
    epmd -port "$epmd_port" -kill >/dev/null 2>&1 || true
    ;;
  kill) use_node && end_node 9 ;;
  ctl) use_node && exec "$bin/rabbitmqctl" "$@" ;;
  *) echo "unknown: $what" >&2; exit 2 ;;
esac
