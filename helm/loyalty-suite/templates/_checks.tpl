{{/* What the schema cannot say. Renders nothing or stops with a sentence. */}}
{{- define "suite.checks" -}}
{{- $v := .Values -}}
{{- range $name := list "gateway" "loyalty" "journal" -}}
  {{- $service := get $v $name -}}
  {{- $scaling := $service.autoscaling -}}
  {{- if gt (int $service.replicas) (int $v.topics.partitions) -}}
    {{- fail (printf "%s.replicas: %d (expected: at most topics.partitions, %d; the rest would have nothing to do)" $name (int $service.replicas) (int $v.topics.partitions)) -}}
  {{- end -}}
  {{- if ne $scaling.mode "none" -}}
    {{- if gt (int $scaling.maxReplicas) (int $v.topics.partitions) -}}
      {{- fail (printf "%s.autoscaling.maxReplicas: %d (expected: at most topics.partitions, %d; the rest would have nothing to do)" $name (int $scaling.maxReplicas) (int $v.topics.partitions)) -}}
    {{- end -}}
    {{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) -}}
      {{- fail (printf "%s.autoscaling.minReplicas: %d (expected: at most maxReplicas, %d)" $name (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
    {{- end -}}
  {{- end -}}
  {{- if and (eq $scaling.mode "lag") (not $v.monitoring.prometheusUrl) -}}
    {{- fail (printf "monitoring.prometheusUrl: empty (expected: the Prometheus that %s.autoscaling.lag.query is put to)" $name) -}}
  {{- end -}}
{{- end -}}
{{- if gt (int $v.topics.minInSyncReplicas) (int $v.topics.replicationFactor) -}}
  {{- fail (printf "topics.minInSyncReplicas: %d (expected: at most topics.replicationFactor, %d; nothing could be written)" (int $v.topics.minInSyncReplicas) (int $v.topics.replicationFactor)) -}}
{{- end -}}
{{- if not (has $v.gateway.keys.current $v.gateway.keys.ids) -}}
  {{- fail (printf "gateway.keys.current: %s (expected: one of gateway.keys.ids, %s)" $v.gateway.keys.current (join ", " $v.gateway.keys.ids)) -}}
{{- end -}}
{{- if and $v.kafka.tls.clientCertificate.secret (not $v.kafka.tls.enabled) -}}
  {{- fail "kafka.tls.clientCertificate.secret: given, but kafka.tls.enabled is false" -}}
{{- end -}}
{{- if and $v.gateway.operators.people (not $v.gateway.operators.secret) -}}
  {{- fail "gateway.operators.secret: empty (expected: the Secret with the passwords of gateway.operators.people)" -}}
{{- end -}}
{{- if and $v.loyalty.operators.people (not $v.loyalty.operators.secret) -}}
  {{- fail "loyalty.operators.secret: empty (expected: the Secret with the passwords of loyalty.operators.people)" -}}
{{- end -}}
{{- if and $v.journal.operators.people (not $v.journal.operators.secret) -}}
  {{- fail "journal.operators.secret: empty (expected: the Secret with the passwords of journal.operators.people)" -}}
{{- end -}}
{{- $least := add $v.termination.preStopSeconds (mul 3 $v.termination.shutdownPhaseSeconds) 5 -}}
{{- if lt (int $v.termination.gracePeriodSeconds) (int $least) -}}
  {{- fail (printf "termination.gracePeriodSeconds: %d (expected: at least preStopSeconds + 3 × shutdownPhaseSeconds + 5 = %d, or pods are killed while they end)" (int $v.termination.gracePeriodSeconds) (int $least)) -}}
{{- end -}}
{{- if $v.networkPolicy.enabled -}}
  {{- if and (or $v.gateway.ingress.enabled $v.journal.ingress.enabled) (not $v.networkPolicy.peers.ingress) -}}
    {{- fail "networkPolicy.peers.ingress: empty (expected: the pods of the ingress controller, or its requests are dropped)" -}}
  {{- end -}}
  {{- if and $v.monitoring.serviceMonitor.enabled (not $v.networkPolicy.peers.prometheus) -}}
    {{- fail "networkPolicy.peers.prometheus: empty (expected: the pods of Prometheus, or its scrapes are dropped)" -}}
  {{- end -}}
{{- end -}}
{{- end }}
