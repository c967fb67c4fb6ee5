{{/* Settings files as the services read them. Secrets are no part of them: they are mounted as files, one a setting. */}}

{{- define "suite.settings.kafka" -}}
{{- $kafka := .Values.kafka -}}
{{- $sasl := ne $kafka.sasl.mechanism "" -}}
bootstrap-servers: {{ join "," $kafka.bootstrapServers | quote }}
security.protocol: {{ printf "%s%s" (ternary "SASL_" "" $sasl) (ternary "SSL" "PLAINTEXT" $kafka.tls.enabled) }}
{{- if or $sasl (include "suite.trust.kafka" .) }}
properties:
  {{- if $sasl }}
  sasl.mechanism: {{ $kafka.sasl.mechanism }}
  {{- end }}
  {{- if and $kafka.tls.enabled (include "suite.authority" $kafka.tls.ca) }}
  ssl.truststore.type: PEM
  ssl.truststore.location: /etc/loyalty-suite/trust/kafka.crt
  {{- end }}
  {{- if and $kafka.tls.enabled $kafka.tls.clientCertificate.secret }}
  ssl.keystore.type: PKCS12
  ssl.keystore.location: /etc/loyalty-suite/trust/kafka.p12
  {{- end }}
{{- end }}
{{- end }}

{{/* What all three services are told: (dict "root" $ "name" "gateway"). */}}
{{- define "suite.settings.common" -}}
{{- $v := .root.Values -}}
{{- $database := get $v.postgresql.databases .name -}}
{{- $query := list (printf "sslmode=%s" $v.postgresql.sslMode) -}}
{{- if hasPrefix "verify-" $v.postgresql.sslMode -}}
  {{- if include "suite.authority" $v.postgresql.ca -}}
    {{- $query = append $query "sslrootcert=/etc/loyalty-suite/trust/postgresql.crt" -}}
  {{- else -}}
    {{- $query = append $query "sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory" -}}
  {{- end -}}
{{- end -}}
spring:
  config.import: configtree:/etc/loyalty-suite/secrets/
  lifecycle.timeout-per-shutdown-phase: {{ $v.termination.shutdownPhaseSeconds }}s
  datasource:
    url: jdbc:postgresql://{{ $v.postgresql.host }}:{{ $v.postgresql.port }}/{{ $database.name }}?{{ join "&" $query }}
  kafka:
    {{- include "suite.settings.kafka" .root | nindent 4 }}
management.server.address: 0.0.0.0
suite.registry:
  {{- if not $v.registry.credentials.secret }}
  url: {{ $v.registry.url | quote }}
  {{- end }}
  register: {{ $v.registry.register }}
  {{- if include "suite.authority" $v.registry.ca }}
  ca-certificate: /etc/loyalty-suite/trust/registry.crt
  {{- end }}
{{- end }}

{{- define "suite.settings.gateway" -}}
{{ include "suite.settings.common" (dict "root" . "name" "gateway") }}
gateway:
  public-url: {{ .Values.gateway.publicUrl | quote }}
  journal-url: {{ .Values.gateway.journalUrl | quote }}
  keys.current: {{ .Values.gateway.keys.current | quote }}
  oauth-hosts:
    {{- toYaml .Values.gateway.oauthHosts | nindent 4 }}
  {{- with .Values.gateway.allowedAddresses }}
  allowed-addresses:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "suite.settings.loyalty" -}}
{{ include "suite.settings.common" (dict "root" . "name" "loyalty") }}
loyalty:
  journal.url: http://{{ include "suite.name" . }}-journal:8082
{{- end }}

{{- define "suite.settings.journal" -}}
{{ include "suite.settings.common" (dict "root" . "name" "journal") }}
journal:
  loyalty-url: http://{{ include "suite.name" . }}-loyalty:8081
  {{- with .Values.journal.operators.people }}
  operators:
    {{- range $name, $person := . }}
    {{ $name }}:
      role: {{ $person.role }}
      {{- with $person.portals }}
      portals:
        {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
  {{- end }}
{{- end }}

{{/* Of create-topics, which is the gateway's program without the gateway. */}}
{{- define "suite.settings.topics" -}}
spring:
  {{- if include "suite.secrets.kafka" . }}
  config.import: configtree:/etc/loyalty-suite/secrets/
  {{- end }}
  kafka:
    {{- include "suite.settings.kafka" . | nindent 4 }}
gateway.topics:
  partitions: {{ .Values.topics.partitions }}
  replication-factor: {{ .Values.topics.replicationFactor }}
  min-in-sync-replicas: {{ .Values.topics.minInSyncReplicas }}
  retention: {{ .Values.topics.retentionDays }}d
{{- end }}
