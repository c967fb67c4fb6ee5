{{/* Name that the release's objects start with. */}}
{{- define "suite.name" -}}
{{ default .Release.Name .Values.nameOverride | trunc 40 | trimSuffix "-" }}
{{- end }}

{{/* Labels that pick the pods of this release: (dict "root" $ "component" "gateway"), all of them without a component. */}}
{{- define "suite.selector" -}}
app.kubernetes.io/name: loyalty-suite
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- with .component }}
app.kubernetes.io/component: {{ . }}
{{- end }}
{{- end }}

{{- define "suite.labels" -}}
{{ include "suite.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- end }}

{{/* Image of a service: (dict "root" $ "name" "gateway"). */}}
{{- define "suite.image" -}}
{{- $image := .root.Values.image -}}
{{- $digest := get $image.digests .name -}}
{{- with $image.registry }}{{ . }}/{{ end }}loyalty-suite/{{ .name }}
{{- if $digest }}@{{ $digest }}{{ else }}:{{ default .root.Chart.AppVersion $image.tag }}{{ end }}
{{- end }}

{{/* Port of an http(s) address. */}}
{{- define "suite.portOf" -}}
{{- $url := urlParse . -}}
{{- if regexMatch ":[0-9]+$" $url.host -}}
{{ regexFind "[0-9]+$" $url.host }}
{{- else -}}
{{ ternary 443 80 (eq $url.scheme "https") }}
{{- end -}}
{{- end }}

{{/* Expressions that pick some components of this release: (dict "root" $ "components" (list "gateway" "loyalty")). */}}
{{- define "suite.components" -}}
- {key: app.kubernetes.io/name, operator: In, values: [loyalty-suite]}
- {key: app.kubernetes.io/instance, operator: In, values: [{{ .root.Release.Name }}]}
- {key: app.kubernetes.io/component, operator: In, values: [{{ join ", " .components }}]}
{{- end }}
