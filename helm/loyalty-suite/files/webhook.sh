#!/bin/sh
# Sends webhooks through a running suite and says what did not come out right. Needs curl.
#   GATEWAY, JOURNAL   their addresses
#   READINESS          management addresses of the services, separated by spaces
#   MEMBER_ID, APPLICATION_TOKEN, SERVICE_TOKEN   of a test portal; without them only a refusal is tried
set -eu

fail() { echo "✗ $*"; exit 1; }

# post MEMBER_ID TOKEN: sends a call of loyalty_card_get and sets $status and $body.
post() {
  status=$(curl -sS --max-time 10 -o "${TMPDIR:-/tmp}/answer" -w '%{http_code}' \
    --data-urlencode "workflow_id=$workflow" --data-urlencode "code=loyalty_card_get" \
    --data-urlencode "event_token=$workflow|A1|helm-test" --data "use_subscription=N&timeout_duration=60&ts=$(date +%s)" \
    --data "document_id[0]=crm&document_id[1]=CCrmDocumentDeal&document_id[2]=DEAL_1" \
    --data "document_type[0]=crm&document_type[1]=CCrmDocumentDeal&document_type[2]=DEAL" \
    --data-urlencode "auth[member_id]=$1" --data-urlencode "auth[application_token]=$2" \
    "$GATEWAY/b24/webhook") || fail "the gateway gives no answer"
  body=$(cat "${TMPDIR:-/tmp}/answer")
}

workflow=helm-test-$(date +%s).$$

for address in $READINESS; do
  curl -sSf --max-time 10 -o /dev/null "$address/actuator/health/readiness" || fail "$address is not ready"
done
echo "✓ every service is ready"

post 00000000000000000000000000000000 nobody
[ "$status" = 403 ] && [ "$body" = '{"status":"forbidden"}' ] ||
  fail "a webhook of an unknown portal was answered $status $body (expected: 403 {\"status\":\"forbidden\"})"
echo "✓ a webhook of an unknown portal is refused"

[ -n "${MEMBER_ID:-}" ] || exit 0

post "$MEMBER_ID" "$APPLICATION_TOKEN"
[ "$status" = 200 ] || fail "a webhook of portal $MEMBER_ID was answered $status $body (expected: 200)"
echo "✓ a webhook of portal $MEMBER_ID is accepted"

tries=60
while [ "$tries" -gt 0 ]; do
  if curl -sS --max-time 10 -H "Authorization: Bearer $SERVICE_TOKEN" -o "${TMPDIR:-/tmp}/answer" \
    "$JOURNAL/api/processes/$workflow?portal=$MEMBER_ID" && grep -q '"loyalty.results.v1"' "${TMPDIR:-/tmp}/answer"; then
    echo "✓ the journal shows its result"
    exit 0
  fi
  tries=$((tries - 1))
  sleep 1
done
fail "the journal shows no result of process $workflow after 60 s"
