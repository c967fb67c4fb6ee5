{{/* Everything that one service is made of: (dict "root" $ "name" "gateway" "port" 8080 "management" 9080). */}}
{{- define "suite.workload" -}}
{{- $v := .root.Values -}}
{{- $service := get $v .name -}}
{{- $fullName := printf "%s-%s" (include "suite.name" .root) .name -}}
{{- $selector := include "suite.selector" (dict "root" .root "component" .name) -}}
{{- $labels := include "suite.labels" (dict "root" .root "component" .name) -}}
{{- $settings := include (printf "suite.settings.%s" .name) .root -}}
{{- with $service.settings }}
  {{- $settings = printf "%s\n---\n%s" $settings (toYaml .) -}}
{{- end }}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ $fullName }}
  labels:
    {{- $labels | nindent 4 }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ $fullName }}
  labels:
    {{- $labels | nindent 4 }}
data:
  {{ .name }}.yml: |
    {{- $settings | nindent 4 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $fullName }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  selector:
    {{- $selector | nindent 4 }}
  ports:
    - {name: http, port: {{ .port }}, targetPort: http, appProtocol: http}
    - {name: management, port: {{ .management }}, targetPort: management, appProtocol: http}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullName }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  {{- if eq $service.autoscaling.mode "none" }}
  replicas: {{ $service.replicas }}
  {{- end }}
  revisionHistoryLimit: 5
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxSurge: 1, maxUnavailable: 0}
  selector:
    matchLabels:
      {{- $selector | nindent 6 }}
  template:
    metadata:
      labels:
        {{- $labels | nindent 8 }}
        {{- with $v.podLabels }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
      annotations:
        # Settings are read at start, so a change of them is a change of the pod.
        loyalty-suite/settings: {{ sha256sum $settings }}
        {{- with $v.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $fullName }}
      automountServiceAccountToken: false
      # Variables such as GATEWAY_PORT, which are made of services' names, would be taken for settings.
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $v.termination.gracePeriodSeconds }}
      securityContext:
        {{- include "suite.podSecurity" . | nindent 8 }}
      topologySpreadConstraints:
        {{- range $key, $insistence := dict "kubernetes.io/hostname" $v.topologySpread.node "topology.kubernetes.io/zone" $v.topologySpread.zone }}
        - maxSkew: 1
          topologyKey: {{ $key }}
          whenUnsatisfiable: {{ $insistence }}
          labelSelector:
            matchLabels:
              {{- $selector | nindent 14 }}
          matchLabelKeys: [pod-template-hash]
        {{- end }}
      {{- with include "suite.placement" .root }}
      {{- . | nindent 6 }}
      {{- end }}
      containers:
        - name: {{ .name }}
          image: {{ include "suite.image" . | quote }}
          imagePullPolicy: {{ $v.image.pullPolicy }}
          securityContext:
            {{- include "suite.containerSecurity" . | nindent 12 }}
          env:
            - {name: SPRING_CONFIG_ADDITIONAL_LOCATION, value: "file:/etc/loyalty-suite/settings/"}
            {{- with $service.javaOptions }}
            - {name: JAVA_TOOL_OPTIONS, value: {{ . | quote }}}
            {{- end }}
          ports:
            - {name: http, containerPort: {{ .port }}}
            - {name: management, containerPort: {{ .management }}}
          startupProbe:
            httpGet: {path: /actuator/health/liveness, port: management}
            periodSeconds: 2
            timeoutSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {path: /actuator/health/liveness, port: management}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 3
          readinessProbe:
            httpGet: {path: /actuator/health/readiness, port: management}
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          {{- if $v.termination.preStopSeconds }}
          lifecycle:
            # Requests still come until every node has heard that this pod is no endpoint any more.
            preStop:
              sleep: {seconds: {{ $v.termination.preStopSeconds }}}
          {{- end }}
          resources:
            {{- toYaml $service.resources | nindent 12 }}
          volumeMounts:
            {{- include "suite.volumeMounts" . | nindent 12 }}
      volumes:
        {{- include "suite.volumes" . | nindent 8 }}
{{- if $v.podDisruptionBudget.enabled }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $fullName }}
  labels:
    {{- $labels | nindent 4 }}
spec:
  maxUnavailable: {{ $v.podDisruptionBudget.maxUnavailable }}
  # A pod that is not ready anyway never holds up a node that is being drained.
  unhealthyPodEvictionPolicy: AlwaysAllow
  selector:
    matchLabels:
      {{- $selector | nindent 6 }}
{{- end }}
{{- include "suite.autoscaler" (dict "root" .root "service" $service "fullName" $fullName "labels" $labels) }}
{{- end }}
