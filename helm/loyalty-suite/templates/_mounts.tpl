{{/* Whether an authority of one's own is given; "" when not. */}}
{{- define "suite.authority" -}}
{{- if or .secret .configMap }}yes{{ end -}}
{{- end }}

{{/* One authority as a source of a projected volume: (dict "ca" .Values.registry.ca "path" "registry.crt"). */}}
{{- define "suite.trust.authority" -}}
{{- if .ca.secret }}
- secret: {name: {{ .ca.secret }}, items: [{key: {{ .ca.key }}, path: {{ .path }}}]}
{{- else if .ca.configMap }}
- configMap: {name: {{ .ca.configMap }}, items: [{key: {{ .ca.key }}, path: {{ .path }}}]}
{{- end }}
{{- end }}

{{- define "suite.trust.kafka" -}}
{{- $tls := .Values.kafka.tls -}}
{{- if $tls.enabled }}
{{- include "suite.trust.authority" (dict "ca" $tls.ca "path" "kafka.crt") }}
{{- with $tls.clientCertificate }}
{{- if .secret }}
- secret: {name: {{ .secret }}, items: [{key: {{ .storeKey }}, path: kafka.p12}]}
{{- end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Authorities and stores below /etc/loyalty-suite/trust: (dict "root" $ "name" "gateway"). */}}
{{- define "suite.trust" -}}
{{- include "suite.trust.kafka" .root }}
{{- if ne .name "topics" }}
{{- if hasPrefix "verify-" .root.Values.postgresql.sslMode }}
{{- include "suite.trust.authority" (dict "ca" .root.Values.postgresql.ca "path" "postgresql.crt") }}
{{- end }}
{{- include "suite.trust.authority" (dict "ca" .root.Values.registry.ca "path" "registry.crt") }}
{{- end }}
{{- end }}

{{- define "suite.secrets.kafka" -}}
{{- $kafka := .Values.kafka }}
{{- if $kafka.sasl.mechanism }}
- secret: {name: {{ $kafka.sasl.secret }}, items: [{key: {{ $kafka.sasl.jaasConfigKey }}, path: spring.kafka.properties.sasl.jaas.config}]}
{{- end }}
{{- with $kafka.tls.clientCertificate }}
{{- if .secret }}
- secret: {name: {{ .secret }}, items: [{key: {{ .passwordKey }}, path: spring.kafka.properties.ssl.keystore.password}]}
{{- end }}
{{- end }}
{{- end }}

{{/* Files below /etc/loyalty-suite/secrets, each named like the setting that it holds: (dict "root" $ "name" "gateway"). */}}
{{- define "suite.secrets" -}}
{{- $v := .root.Values }}
{{- include "suite.secrets.kafka" .root }}
{{- if ne .name "topics" }}
{{- with get $v.postgresql.databases .name }}
- secret: {name: {{ .secret }}, items: [{key: {{ .usernameKey }}, path: spring.datasource.username}, {key: {{ .passwordKey }}, path: spring.datasource.password}]}
{{- end }}
{{- with $v.registry.credentials }}
{{- if .secret }}
- secret: {name: {{ .secret }}, items: [{key: {{ .urlKey }}, path: suite.registry.url}]}
{{- end }}
{{- end }}
{{- end }}
{{- if has .name (list "loyalty" "journal") }}
- secret: {name: {{ $v.serviceToken.secret }}, items: [{key: {{ $v.serviceToken.key }}, path: suite.service-token}]}
{{- end }}
{{- if eq .name "gateway" }}
{{- with $v.gateway.application }}
- secret: {name: {{ .secret }}, items: [{key: {{ .clientIdKey }}, path: gateway.client-id}, {key: {{ .clientSecretKey }}, path: gateway.client-secret}]}
{{- end }}
- secret:
    name: {{ $v.gateway.keys.secret }}
    items:
      {{- range $v.gateway.keys.ids }}
      - {key: {{ . | quote }}, path: {{ printf "gateway.keys.secrets.%s" . | quote }}}
      {{- end }}
{{- end }}
{{- if and (eq .name "gateway") $v.gateway.operators.people }}
- secret:
    name: {{ $v.gateway.operators.secret }}
    items:
      {{- range $v.gateway.operators.people }}
      - {key: {{ . | quote }}, path: {{ printf "gateway.operators.%s.password" . | quote }}}
      {{- end }}
{{- end }}
{{- if and (eq .name "loyalty") $v.loyalty.operators.people }}
- secret:
    name: {{ $v.loyalty.operators.secret }}
    items:
      {{- range $v.loyalty.operators.people }}
      - {key: {{ . | quote }}, path: {{ printf "loyalty.operators.%s.password" . | quote }}}
      {{- end }}
{{- end }}
{{- if and (eq .name "journal") $v.journal.operators.people }}
- secret:
    name: {{ $v.journal.operators.secret }}
    items:
      {{- range $name, $_ := $v.journal.operators.people }}
      - {key: {{ $name | quote }}, path: {{ printf "journal.operators.%s.password" $name | quote }}}
      {{- end }}
{{- end }}
{{- end }}

{{/* Volumes of a service's pod, or of the job "topics": (dict "root" $ "name" "gateway"). */}}
{{- define "suite.volumes" -}}
- name: settings
  configMap: {name: {{ include "suite.name" .root }}-{{ .name }}}
{{- with include "suite.secrets" . }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- . | nindent 6 }}
{{- end }}
{{- with include "suite.trust" . }}
- name: trust
  projected:
    defaultMode: 0440
    sources:
      {{- . | nindent 6 }}
{{- end }}
- name: tmp
  emptyDir: {sizeLimit: 512Mi}
{{- end }}

{{- define "suite.volumeMounts" -}}
- {name: settings, mountPath: /etc/loyalty-suite/settings, readOnly: true}
{{- if include "suite.secrets" . }}
- {name: secrets, mountPath: /etc/loyalty-suite/secrets, readOnly: true}
{{- end }}
{{- if include "suite.trust" . }}
- {name: trust, mountPath: /etc/loyalty-suite/trust, readOnly: true}
{{- end }}
- {name: tmp, mountPath: /tmp}
{{- end }}

{{/* Pod Security Standard "restricted". */}}
{{- define "suite.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "suite.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* Where pods run and what pulls their images. */}}
{{- define "suite.placement" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
