#!/usr/bin/env bash
# Follows a Bulletin with nothing but bash and curl, and never loses its place: one change a line, as JSON, on
# standard output; the place is kept in a file after each line, so the script too may be stopped and started.
set -euo pipefail
export LC_ALL=C

if [[ $# -lt 1 || $1 == -* ]]; then
  cat >&2 <<'USAGE'
usage: follow.sh URL [PLACE] [FILTER]
  URL     http://127.0.0.1:4000/graphql
  PLACE   file with the last cursor dealt with (./bulletin.place); without it, from now on
  FILTER  as in the schema's EventFilter: '{"countries":["KZ"]}'
BULLETIN_KEY holds the key, where one is needed; BULLETIN_FIELDS what to select of an event (id url title).
USAGE
  exit 2
fi
url=$1 place=${2:-bulletin.place} filter=${3:-null}
query="subscription (\$filter: EventFilter) { eventChanges(filter: \$filter) {
  cursor seq kind at event { ${BULLETIN_FIELDS:-id url title} } } }"
headers=$(mktemp)
curl_pid=
trap 'rm -f "$headers"; [[ -z $curl_pid ]] || kill "$curl_pid" 2>/dev/null || true' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# What ps shows must not tell the key, nor can an address hold it without ending up in logs.
settings() {
  [[ -z ${BULLETIN_KEY:-} ]] || printf 'header = "Authorization: Bearer %s"\n' "$BULLETIN_KEY"
  [[ ! -s $place ]] || printf 'header = "Last-Event-ID: %s"\n' "$(<"$place")"
}

remember() {
  printf '%s\n' "$1" >"$place.new"
  mv "$place.new" "$place"
}

# The gateway shows a sign of life every 25 seconds: a minute without one is a dead connection.
connect() {
  curl --silent --no-buffer --get "$url" --config <(settings) --dump-header "$headers" \
    --speed-limit 1 --speed-time 60 --header 'Accept: text/event-stream' \
    --data-urlencode "query=$query" --data-urlencode "variables={\"filter\":$filter}"
}

give_up() {
  printf '%s\n' "$1" >&2
  exit 1
}

pause=1
while true; do
  event='' data='' id='' other=''
  : >"$headers"
  exec 3< <(connect)
  curl_pid=$!
  while IFS= read -r line <&3; do
    case $line in
      'event: '*) event=${line#event: } ;;
      'data: '*) data=${line#data: } ;;
      'id: '*) id=${line#id: } ;;
      'retry: '*) pause=$(((${line#retry: } + 999) / 1000)) ;;
      '')
        # Only what has come whole counts; what was cut off comes again.
        if [[ $event == next && $data == *'"eventChanges":{'* ]]; then
          printf '%s\n' "$data"
        elif [[ $data =~ \"(CURSOR_EXPIRED|CURSOR_INVALID|UNAUTHENTICATED|FORBIDDEN)\" ]]; then
          give_up "$data"
        fi
        [[ -z $id ]] || remember "$id"
        event='' data='' id=''
        ;;
      ':'*) ;;
      *) other+=$line ;;
    esac
  done
  exec 3<&-
  wait "$curl_pid" 2>/dev/null || true
  curl_pid=
  status=$(sed -n 's/^HTTP\/[0-9.]* \([0-9]*\).*/\1/p' "$headers" | tail -1)
  # Asked in the same way again, such a request would be refused again.
  [[ ! $status =~ ^4 || $status == 429 ]] || give_up "The gateway answered $status: $other$line"
  after=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]*\).*/\1/p' "$headers" | tail -1)
  sleep "${after:-$pause}"
done
